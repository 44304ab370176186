/** Something said to a person, in both languages of the product. Wire content of the platform is never one of these. */
export interface Said {
  readonly it: string;
  readonly en: string;
}

export type Language = keyof Said;
