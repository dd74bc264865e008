/** How many rows of a long table are drawn: some at once, the rest as one reads on. */
const FIRST = 40;
const NEXT = 120;

export class Shown {
  rows = $state(FIRST);
  more = () => {
    this.rows += NEXT;
  };
}
