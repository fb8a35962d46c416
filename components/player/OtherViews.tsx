"use client";
/** The views beside the graph, each behind its tab. Loaded when one is first chosen. */
import { BytecodeView } from "./bytecode/BytecodeView";
import { CollectorView } from "./collector/CollectorView";
import { useSeen } from "./collector/use-seen";
import { GenerationsView } from "./generations/GenerationsView";
import { MemoryView } from "./memory/MemoryView";
import { MORE_STRINGS } from "./more-strings";
import { TableView } from "./table/TableView";
import { TextbookView } from "./textbook/TextbookView";
import type { ViewsProps } from "./Views";

interface OtherViewsProps extends ViewsProps {
	readonly width: number;
}

export default function OtherViews({ width, ...given }: OtherViewsProps) {
	const seen = useSeen(given);
	const props = { ...given, strings: MORE_STRINGS[given.locale] };
	switch (props.view) {
		case "graph":
			return null;
		case "generations":
			return <GenerationsView {...props} width={width} />;
		case "collector":
			return <CollectorView {...props} seen={seen} />;
		case "textbook":
			return <TextbookView {...props} seen={seen} />;
		case "bytecode":
			return <BytecodeView {...props} />;
		case "table":
			return <TableView {...props} />;
		case "memory":
			return <MemoryView {...props} width={width} />;
	}
}
