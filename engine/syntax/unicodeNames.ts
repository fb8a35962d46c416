/**
 * Names for `\N{...}`: a choice of the common ones, since the whole table is larger than this engine. A name that is
 * not here is reported as unknown.
 */
const NAMES =
	"EXCLAMATION MARK=21;DOLLAR SIGN=24;PERCENT SIGN=25;ASTERISK=2a;" +
	"PLUS SIGN=2b;COMMA=2c;HYPHEN-MINUS=2d;FULL STOP=2e;SOLIDUS=2f;" +
	"DIGIT TWO=32;DIGIT THREE=33;DIGIT FOUR=34;DIGIT FIVE=35;DIGIT SIX=36;" +
	"DIGIT SEVEN=37;DIGIT EIGHT=38;DIGIT NINE=39;COLON=3a;SEMICOLON=3b;" +
	"EQUALS SIGN=3d;QUESTION MARK=3f;COMMERCIAL AT=40;CIRCUMFLEX ACCENT=5e;" +
	"LOW LINE=5f;GRAVE ACCENT=60;VERTICAL LINE=7c;TILDE=7e;" +
	"INVERTED EXCLAMATION MARK=a1;CURRENCY SIGN=a4;BROKEN BAR=a6;" +
	"DIAERESIS=a8;FEMININE ORDINAL INDICATOR=aa;" +
	"LEFT-POINTING DOUBLE ANGLE QUOTATION MARK=ab;SOFT HYPHEN=ad;MACRON=af;" +
	"ACUTE ACCENT=b4;CEDILLA=b8;SUPERSCRIPT ONE=b9;" +
	"MASCULINE ORDINAL INDICATOR=ba;" +
	"RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK=bb;" +
	"VULGAR FRACTION ONE QUARTER=bc;VULGAR FRACTION THREE QUARTERS=be;" +
	"INVERTED QUESTION MARK=bf;LATIN CAPITAL LETTER AE=c6;" +
	"LATIN CAPITAL LETTER ETH=d0;LATIN CAPITAL LETTER O WITH STROKE=d8;" +
	"LATIN CAPITAL LETTER THORN=de;LATIN SMALL LETTER AE=e6;" +
	"LATIN SMALL LETTER ETH=f0;LATIN SMALL LETTER O WITH STROKE=f8;" +
	"LATIN SMALL LETTER THORN=fe;" +
	"BULLET=2022;EM SPACE=2003;EN SPACE=2002;EM DASH=2014;EN DASH=2013;" +
	"HORIZONTAL ELLIPSIS=2026;DEGREE SIGN=b0;COPYRIGHT SIGN=a9;" +
	"REGISTERED SIGN=ae;TRADE MARK SIGN=2122;EURO SIGN=20ac;" +
	"POUND SIGN=a3;YEN SIGN=a5;CENT SIGN=a2;" +
	"SECTION SIGN=a7;PILCROW SIGN=b6;MICRO SIGN=b5;" +
	"PLUS-MINUS SIGN=b1;MULTIPLICATION SIGN=d7;DIVISION SIGN=f7;" +
	"NOT EQUAL TO=2260;LESS-THAN OR EQUAL TO=2264;GREATER-THAN OR EQUAL TO=2265;" +
	"ALMOST EQUAL TO=2248;INFINITY=221e;SQUARE ROOT=221a;" +
	"N-ARY SUMMATION=2211;N-ARY PRODUCT=220f;INTEGRAL=222b;" +
	"PARTIAL DIFFERENTIAL=2202;NABLA=2207;ELEMENT OF=2208;" +
	"NOT AN ELEMENT OF=2209;EMPTY SET=2205;FOR ALL=2200;" +
	"THERE EXISTS=2203;LOGICAL AND=2227;LOGICAL OR=2228;" +
	"NOT SIGN=ac;INTERSECTION=2229;UNION=222a;" +
	"SUBSET OF=2282;RIGHTWARDS ARROW=2192;LEFTWARDS ARROW=2190;" +
	"UPWARDS ARROW=2191;DOWNWARDS ARROW=2193;LEFT RIGHT ARROW=2194;" +
	"RIGHTWARDS DOUBLE ARROW=21d2;CHECK MARK=2713;HEAVY CHECK MARK=2714;" +
	"BALLOT X=2717;WHITE HEAVY CHECK MARK=2705;CROSS MARK=274c;" +
	"BLACK STAR=2605;WHITE STAR=2606;BLACK HEART SUIT=2665;" +
	"HEAVY BLACK HEART=2764;SNOWMAN=2603;SNAKE=1f40d;" +
	"GRINNING FACE=1f600;SMILING FACE WITH SMILING EYES=1f60a;PILE OF POO=1f4a9;" +
	"ROCKET=1f680;SPARKLES=2728;FIRE=1f525;" +
	"BUG=1f41b;DIGIT ZERO=30;DIGIT ONE=31;" +
	"SPACE=20;NO-BREAK SPACE=a0;ZERO WIDTH SPACE=200b;" +
	"ZERO WIDTH JOINER=200d;ZERO WIDTH NON-JOINER=200c;COMBINING ACUTE ACCENT=301;" +
	"COMBINING GRAVE ACCENT=300;COMBINING DIAERESIS=308;COMBINING CEDILLA=327;" +
	"COMBINING TILDE=303;" +
	"LATIN SMALL LETTER SHARP S=df;" +
	"LEFT CURLY BRACKET=7b;" +
	"RIGHT CURLY BRACKET=7d;LEFT SQUARE BRACKET=5b;RIGHT SQUARE BRACKET=5d;" +
	"LEFT PARENTHESIS=28;RIGHT PARENTHESIS=29;QUOTATION MARK=22;" +
	"APOSTROPHE=27;AMPERSAND=26;LESS-THAN SIGN=3c;" +
	"GREATER-THAN SIGN=3e;NUMBER SIGN=23;REVERSE SOLIDUS=5c;" +
	"LEFT DOUBLE QUOTATION MARK=201c;RIGHT DOUBLE QUOTATION MARK=201d;LEFT SINGLE QUOTATION MARK=2018;" +
	"RIGHT SINGLE QUOTATION MARK=2019;REPLACEMENT CHARACTER=fffd;BLACK SQUARE=25a0;" +
	"WHITE SQUARE=25a1;BLACK CIRCLE=25cf;WHITE CIRCLE=25cb;" +
	"FULL BLOCK=2588;BOX DRAWINGS LIGHT HORIZONTAL=2500;BOX DRAWINGS LIGHT VERTICAL=2502;" +
	"MIDDLE DOT=b7;SUPERSCRIPT TWO=b2;SUPERSCRIPT THREE=b3;" +
	"VULGAR FRACTION ONE HALF=bd;OHM SIGN=2126;ANGSTROM SIGN=212b;" +
	"KELVIN SIGN=212a";

const GREEK =
	"ALPHA BETA GAMMA DELTA EPSILON ZETA ETA THETA IOTA KAPPA LAMDA MU NU XI OMICRON PI RHO  SIGMA TAU UPSILON PHI CHI PSI OMEGA".split(
		" ",
	);

function build(): Map<string, number> {
	const names = new Map<string, number>();
	for (const entry of NAMES.split(";")) {
		const [name = "", code = ""] = entry.split("=");
		names.set(name, Number.parseInt(code, 16));
	}
	GREEK.forEach((letter, index) => {
		if (letter === "") return;
		names.set(`GREEK CAPITAL LETTER ${letter}`, 0x391 + index);
		names.set(`GREEK SMALL LETTER ${letter}`, 0x3b1 + index);
	});
	return names;
}

/** Code points by name. */
const UNICODE_NAMES: ReadonlyMap<string, number> = build();

const MARKS: ReadonlyMap<string, string> = new Map([
	["GRAVE", "\u0300"],
	["ACUTE", "\u0301"],
	["CIRCUMFLEX", "\u0302"],
	["TILDE", "\u0303"],
	["MACRON", "\u0304"],
	["BREVE", "\u0306"],
	["DOT ABOVE", "\u0307"],
	["DIAERESIS", "\u0308"],
	["RING ABOVE", "\u030a"],
	["DOUBLE ACUTE", "\u030b"],
	["CARON", "\u030c"],
	["DOT BELOW", "\u0323"],
	["CEDILLA", "\u0327"],
	["OGONEK", "\u0328"],
]);

/** A Latin letter, with a mark or without, composed from its parts. */
function latinLetter(name: string): number | undefined {
	const found = /^LATIN (SMALL|CAPITAL) LETTER ([A-Z])(?: WITH ([A-Z ]+))?$/.exec(name);
	if (found === null) return undefined;
	const [, size, letter = "", markName] = found;
	const mark = markName === undefined ? "" : MARKS.get(markName);
	if (mark === undefined) return undefined;
	const composed = ((size === "SMALL" ? letter.toLowerCase() : letter) + mark).normalize("NFC");
	return composed.length === 1 ? composed.codePointAt(0) : undefined;
}

/** The code point of `\N{name}`. */
export function lookupName(name: string): number | undefined {
	const upper = name.toUpperCase();
	return UNICODE_NAMES.get(upper) ?? latinLetter(upper);
}

let namesByPoint: ReadonlyMap<number, string> | null = null;

/** The name of a code point, where it is one of those that `lookupName` knows. */
export function nameOf(point: number): string | undefined {
	if (namesByPoint === null) {
		const names = new Map<number, string>();
		for (const [name, known] of UNICODE_NAMES) if (!names.has(known)) names.set(known, name);
		const marks = ["", ...[...MARKS.keys()].map((mark) => ` WITH ${mark}`)];
		for (const size of ["SMALL", "CAPITAL"])
			for (let letter = 65; letter <= 90; letter++)
				for (const mark of marks) {
					const name = `LATIN ${size} LETTER ${String.fromCharCode(letter)}${mark}`;
					const known = latinLetter(name);
					if (known !== undefined) names.set(known, name);
				}
		namesByPoint = names;
	}
	return namesByPoint.get(point);
}
