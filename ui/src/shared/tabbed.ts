/**
 * Rows as text that a spreadsheet or an editor takes apart again: a tab between cells, a line for each row. No cell can
 * end its row, and none is taken for a formula.
 */
export function tabbed(rows: string[][]): string {
  return rows.map((row) => row.map(cell).join("\t")).join("\n");
}

/** Spreadsheets run what begins like a formula, also after spaces and in full width; a plain number is none. */
const FORMULA = /^\s*[=+\-@＝＋－＠]/;
const NUMBER = /^[+-]?\d+([.,]\d+)?$/;

function cell(text: string): string {
  const flat = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ");
  return FORMULA.test(flat) && !NUMBER.test(flat) ? `'${flat}` : flat;
}
