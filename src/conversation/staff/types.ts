export const ROLES = ['agent', 'coach', 'head'] as const;
export type Role = (typeof ROLES)[number];

export type Member = { name: string; team: string; role: Role };

/** Who looks: someone with a personal key, or who holds the company's key and sees all. */
export type Viewer = { kind: 'company' } | ({ kind: 'staff' } & Member);

/** What a viewer may see: everything, or what is of these agents or this team. Null stands for any. */
export type Sight = { agent: string | null; team: string | null };
