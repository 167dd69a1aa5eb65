/** Somebody, as one of the company's service accounts knows them. What the platform calls people is the same in all of them, chats are not. */
export interface Who {
  kf: string;
  user: string;
}

export const nameOf = ({ kf, user }: Who): string => `${kf}/${user}`;

export function whoIs(name: string): Who {
  const [kf = "", ...user] = name.split("/");
  return { kf, user: user.join("/") };
}
