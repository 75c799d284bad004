import { readdirSync, readFileSync } from "node:fs";
import { parse } from "svelte/compiler";
import ts from "typescript";
import type { Lang } from "$model";

/** A function of a locale: its path, its source, and of each parameter its name and its type. */
export interface Telling {
  path: string;
  parameters: { name: string; type: string }[];
  source: string;
}

/** Every function among the words of a language. Only in French are their parameters typed. */
export function tellings(lang: Lang): Telling[] {
  const folder = `src/locales/${lang}/`;
  const parts = new Map(readdirSync(folder).flatMap((file) => [...objects(folder + file)]));
  const whole = objects(`src/locales/${lang}.ts`).get(lang);
  if (!whole) throw new Error(`${lang}.ts declares no ${lang}`);
  return below(whole, "", parts);
}

/** The objects that a file declares, by name. */
function objects(file: string): Map<string, ts.ObjectLiteralExpression> {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const found = new Map<string, ts.ObjectLiteralExpression>();
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      const value = initializer && bare(initializer);
      if (value && ts.isObjectLiteralExpression(value)) found.set(name.getText(), value);
    }
  }
  return found;
}

function bare(value: ts.Expression): ts.Expression {
  if (ts.isSatisfiesExpression(value) || ts.isAsExpression(value) || ts.isParenthesizedExpression(value)) return bare(value.expression);
  if (ts.isCallExpression(value) && value.arguments[0]) return bare(value.arguments[0]);
  return value;
}

function below(object: ts.ObjectLiteralExpression, path: string, parts: ReturnType<typeof objects>): Telling[] {
  return object.properties.flatMap((property): Telling[] => {
    const here = `${path}.${property.name?.getText() ?? ""}`;
    const value = ts.isPropertyAssignment(property) ? bare(property.initializer) : property.name;
    if (value && ts.isObjectLiteralExpression(value)) return below(value, here, parts);
    if (value && ts.isIdentifier(value)) {
      const part = parts.get(value.text);
      if (!part) throw new Error(`nothing declares ${here}`);
      return below(part, here, parts);
    }
    if (!value || !ts.isArrowFunction(value)) return [];
    const parameters = value.parameters.map(({ name, type }) => ({
      name: name.getText(),
      type: type?.getText() ?? "",
    }));
    return [{ path: here, parameters, source: value.body.getText() }];
  });
}

/** Attributes whose value a person sees or hears, and properties of components that end as one. */
const SPOKEN = /^(aria-label|aria-description|aria-roledescription|aria-valuetext|title|alt|placeholder|label|caption|close|done|failed|hint)$/;
/** Two words with a space between them. */
const SENTENCE = /\p{L}{2,}[,:]? \p{L}{2,}/u;

/** Texts of a component's markup that stand in it instead of in a locale. */
export function literals(source: string): string[] {
  const found: string[] = [];
  const visit = (node: unknown, attribute: string | null): void => {
    if (Array.isArray(node)) return node.forEach((each) => visit(each, attribute));
    if (typeof node !== "object" || node === null) return;
    const { type, data, name, value } = node as Record<string, unknown>;
    if (type === "Comment") return;
    if (type === "Text" && (attribute === null || SPOKEN.test(attribute)) && /\p{L}/u.test(String(data))) found.push(String(data).trim());
    if (type === "Literal" && typeof value === "string" && attribute !== "class" && SENTENCE.test(value)) found.push(value);
    if (type === "TemplateElement" && attribute !== "class" && SENTENCE.test((value as { raw: string }).raw)) found.push((value as { raw: string }).raw);
    const inside = type === "Attribute" ? String(name) : attribute;
    for (const [key, child] of Object.entries(node)) {
      if (key !== "metadata" && key !== "parent") visit(child, key === "fragment" ? null : inside);
    }
  };
  visit(parse(source, { modern: true }).fragment, null);
  return found;
}
