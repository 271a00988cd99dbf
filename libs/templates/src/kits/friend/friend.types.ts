/** Where friends are found, in the words that no record has taken. */
export interface FriendNames {
  /** Of addresses and files. */
  path: string;
  /** Table of who asked whom. */
  table: string;
}
