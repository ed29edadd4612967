import type { Root } from "mdast";
import type { IssueFrontMatter } from "../../core.ts";
import type { Topic } from "../letter-context.ts";
import { textOf } from "../tree.ts";
import { sectionsOf } from "./blocks.ts";
import { findContacts } from "./contacts.ts";
import { findDocuments } from "./documents.ts";
import { findEvents } from "./events.ts";
import { findFunding } from "./funding.ts";
import { findLeadership, findSteeringGroup } from "./groups.ts";
import { findTopics } from "./topics.ts";

export type Facts = Pick<
  IssueFrontMatter,
  "contacts" | "steeringGroup" | "leadership" | "funding" | "documents" | "events" | "topics"
>;

/** The facts that are certain from the text of a letter, and repairs for those that are unclear. */
export function findFacts(
  root: Root,
  { topics, date, names }: { topics: Iterable<Topic>; date: string | undefined; names: string },
): { facts: Facts; unclear: readonly string[] } {
  const sections = sectionsOf(root);
  const contacts = findContacts(sections);
  const steeringGroup = findSteeringGroup(sections);
  const leadership = findLeadership(sections);
  const funding = findFunding(sections);
  const events = findEvents(sections, date);
  const [sum, ...otherSums] = funding.found;
  return {
    facts: {
      contacts: [...contacts.found],
      steeringGroup: [...steeringGroup.found],
      leadership: [...leadership.found],
      ...(sum && { funding: otherSums.length > 0 ? [sum, ...otherSums] : sum }),
      documents: findDocuments(root),
      events: [...events.found],
      topics: findTopics(topics, `${names}\n${textOf(root)}`),
    },
    unclear: [contacts, steeringGroup, leadership, funding, events].flatMap(({ unclear }) => unclear),
  };
}
