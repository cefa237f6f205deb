/**
 * Who may see what, written down a second time from the paper and not from the code. A cell says when: `yes`, `no`, or
 * the names of what must all be so. Columns that are not named are `no`.
 */
export const EXPECTED_PEOPLE = `
class | self      | manager   | skip_manager | coach     | peer      | exec    | ops_admin | comp_admin | auditor
D1    | yes       | yes       | yes          | published | published | yes     | yes       | yes        | no
D2    | yes       | yes       | yes          | no        | no        | total   | no        | no         | no
D3    | record    | record    | record       | record    | record    | record  | no        | no         | no
D4    | yes       | pay       | pay          | no        | no        | no      | no        | yes        | no
D5    | yes       | no        | agreed       | yes       | no        | no      | no        | no         | no
D6    | released  | yes       | yes          | no        | no        | no      | no        | no         | no
D7    | yes       | five      | five         | no        | no        | five    | five      | no         | no
D8    | five      | yes       | yes          | five      | five      | yes     | yes       | yes        | no
D9    | reading   | reading   | reading      | no        | no        | reading | second    | plans      | no
D10   | reading   | no        | no           | no        | no        | no      | reading   | area       | reading
`;

export const EXPECTED_CHANNELS = `
class | C1        | C2        | C3 | C4
D1    | published | published | no | no
D3    | record    | no        | no | no
D8    | five      | five      | no | no
`;

/** The table as a look-up; what is not written is `no`. */
export function tableOf(text: string): (row: string, column: string) => string {
  const [head = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const cells = new Map(
    rows.flatMap((row) => row.map((cell, at) => [`${row[0]} ${head[at]}`, cell] as const)),
  );
  return (row, column) => cells.get(`${row} ${column}`) ?? 'no';
}
