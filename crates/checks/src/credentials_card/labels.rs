//! What actions are called in front of a person (C2PA User Experience Guidance for Implementers 2.0; what it has no
//! label for is named in the same manner).

use whence_model::{Text, t};

/// By the action's name without `c2pa.`.
const LABELS: &[(&str, Text)] = &[
    ("addedText", t("Added text", "Texte ajouté")),
    ("adjustedColor", t("Color or exposure edits", "Modifications de couleur ou d'exposition")),
    ("changedSpeed", t("Changed speed", "Vitesse modifiée")),
    ("color_adjustments", t("Color or exposure edits", "Modifications de couleur ou d'exposition")),
    ("converted", t("Converted", "Converti")),
    ("copied", t("Copied", "Copié")),
    ("created", t("Created", "Créé")),
    ("cropped", t("Cropped", "Recadré")),
    ("deleted", t("Deleted", "Supprimé")),
    ("drawing", t("Drawing edits", "Retouches au dessin")),
    ("dubbed", t("Dubbed", "Doublé")),
    ("edited", t("Other edits", "Autres modifications")),
    ("edited.metadata", t("Edited metadata", "Métadonnées modifiées")),
    ("enhanced", t("Enhanced", "Amélioré")),
    ("filtered", t("Filter or style edits", "Filtres ou effets de style")),
    ("formatted", t("Formatted", "Mis en forme")),
    ("managed", t("Managed", "Pris en gestion")),
    ("opened", t("Opened", "Ouvert")),
    ("orientation", t("Changed orientation", "Orientation modifiée")),
    ("placed", t("Imported", "Importé")),
    ("printed", t("Printed", "Imprimé")),
    ("produced", t("Produced", "Produit")),
    ("published", t("Published", "Publié")),
    ("redacted", t("Redacted", "Caviardé")),
    ("removed", t("Removed", "Retiré")),
    ("repackaged", t("Repackaged", "Reconditionné")),
    ("resized", t("Resized", "Redimensionné")),
    ("resized.proportional", t("Resized", "Redimensionné")),
    ("saved", t("Saved", "Enregistré")),
    ("transcoded", t("Transcoded", "Transcodé")),
    ("translated", t("Translated", "Traduit")),
    ("trimmed", t("Trimmed", "Raccourci")),
    ("unknown", t("Unknown edits or activity", "Modifications ou activité inconnues")),
    ("version_updated", t("Updated version", "Version mise à jour")),
    ("watermarked", t("Watermarked", "Filigrané")),
    ("watermarked.bound", t("Watermarked", "Filigrané")),
    ("watermarked.unbound", t("Watermarked", "Filigrané")),
];

/// The label of an action such as `c2pa.cropped`; none where it is a maker's own.
pub fn label(action: &str) -> Option<Text> {
    let name = action.strip_prefix("c2pa.")?;
    LABELS.iter().find(|(known, _)| *known == name).map(|(_, label)| label.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_the_guidance() {
        for (action, expected) in [
            ("c2pa.color_adjustments", "Color or exposure edits"),
            ("c2pa.created", "Created"),
            ("c2pa.drawing", "Drawing edits"),
            ("c2pa.edited", "Other edits"),
            ("c2pa.filtered", "Filter or style edits"),
            ("c2pa.orientation", "Changed orientation"),
            ("c2pa.placed", "Imported"),
            ("c2pa.unknown", "Unknown edits or activity"),
        ] {
            assert_eq!(label(action).map(|text| text.en), Some(expected.into()));
        }
        assert_eq!(label("c2pa.opened").map(|text| text.fr), Some("Ouvert".into()));
    }

    #[test]
    fn other_names_have_none() {
        for action in ["created", "com.adobe.created", "c2pa.", "c2pa.Created", ""] {
            assert_eq!(label(action), None, "{action}");
        }
    }

    #[test]
    fn each_stands_once_in_order() {
        assert!(LABELS.is_sorted_by(|(one, _), (next, _)| one < next));
    }
}
