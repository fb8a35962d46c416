/** The links of functools' cache, from the least recently used on: a doubly linked list that holds one reference to each. */
import { at, H } from "./arena";
import {
	LINK_KEY,
	LINK_NEXT,
	LINK_PREV,
	LINK_RESULT,
	LRU_FIRST,
	LRU_LAST,
	LRU_LINKS,
	NULL,
	type Ref,
	SIZE,
} from "./layout";
import { listPush } from "./list";
import { freeScratchList, newScratchList } from "./scratchlist";

/** `lru_cache_extract_link`: its reference is the caller's. */
export function extractLink(cache: Ref, link: Ref): void {
	const prev = at(link + LINK_PREV);
	const next = at(link + LINK_NEXT);
	if (prev !== 0) H[prev + LINK_NEXT] = next;
	else H[cache + LRU_FIRST] = next;
	if (next !== 0) H[next + LINK_PREV] = prev;
	else H[cache + LRU_LAST] = prev;
	H[link + LINK_PREV] = 0;
	H[link + LINK_NEXT] = 0;
}

/** `lru_cache_append_link`: takes a reference over. */
export function appendLink(cache: Ref, link: Ref): void {
	const last = at(cache + LRU_LAST);
	H[link + LINK_PREV] = last;
	if (last !== 0) H[last + LINK_NEXT] = link;
	else H[cache + LRU_FIRST] = link;
	H[cache + LRU_LAST] = link;
}

/** `lru_cache_prepend_link` */
export function prependLink(cache: Ref, link: Ref): void {
	const first = at(cache + LRU_FIRST);
	H[link + LINK_NEXT] = first;
	if (first !== 0) H[first + LINK_PREV] = link;
	else H[cache + LRU_LAST] = link;
	H[cache + LRU_FIRST] = link;
}

/** `lru_cache_unlink_list`: the links, oldest first, in a scratch list that owns them; the cache has none afterwards. */
export function unlinkAll(cache: Ref): Ref {
	const list = newScratchList();
	for (let link = at(cache + LRU_FIRST); link !== 0; ) {
		const next = at(link + LINK_NEXT);
		H[link + LINK_PREV] = 0;
		H[link + LINK_NEXT] = 0;
		listPush(list, link);
		link = next;
	}
	H[cache + LRU_FIRST] = 0;
	H[cache + LRU_LAST] = 0;
	return list;
}

/** The links, each of which the list holds. */
export function visitLinks(cache: Ref, visit: (child: Ref) => void): void {
	for (let link = at(cache + LRU_FIRST); link !== 0; link = at(link + LINK_NEXT)) visit(link);
}

/** What the links refer to, which the cache shows to the collector in their place: they are not tracked. */
export function traverseLinks(cache: Ref, visit: (child: Ref) => void): void {
	for (let link = at(cache + LRU_FIRST); link !== 0; link = at(link + LINK_NEXT)) {
		if (at(link + LINK_KEY) !== NULL) visit(at(link + LINK_KEY));
		if (at(link + LINK_RESULT) !== NULL) visit(at(link + LINK_RESULT));
	}
}

/** Before a cache's fields go one by one, its links stand in a list, where their order stays. */
export function gatherLinks(cache: Ref): typeof NULL {
	dropGatheredLinks(cache);
	if (at(cache + LRU_FIRST) !== 0) H[cache + LRU_LINKS] = unlinkAll(cache);
	return NULL;
}

/** That list goes, its links having been dropped. */
export function dropGatheredLinks(cache: Ref): void {
	const links = at(cache + LRU_LINKS);
	if (links === 0) return;
	H[cache + LRU_LINKS] = 0;
	H[links + SIZE] = 0;
	freeScratchList(links);
}
