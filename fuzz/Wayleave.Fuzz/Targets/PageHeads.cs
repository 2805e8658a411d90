using Wayleave.Protocol.Carry.Pages;

namespace Wayleave.Fuzz.Targets;

internal static class PageHeads
{
    public static FuzzTarget Target { get; } = new(
        "page-heads",
        "However a page is cut, a tag goes to the same place or nowhere; where one goes, it goes behind <head> or where no head was written, in nothing that is a comment or a quote.",
        [
            FuzzTarget.Text("\u00EF\u00BB\u00BF<!doctype html>\r\n<!-- a > b --!><html lang=\"a>b\" x='<head>'>\n<head data-x = y><title>t</title>"),
            FuzzTarget.Text("<?xml version=\"1.0\"?><!--><!---><HTML/><body>"),
            FuzzTarget.Text("<![CDATA[<head>]]>text</head>"),
            FuzzTarget.Text("<!doctype html><header>"),
        ],
        (input, random) =>
        {
            var needsProof = random.Next(2) == 0;
            var whole = new TagPlaceFinder(needsProof);
            whole.Take(input);
            var cut = new TagPlaceFinder(needsProof);
            foreach (var piece in Cut.Randomly(input, random))
                cut.Take(piece);
            if ((whole.State, whole.At) != (cut.State, cut.At))
                return $"whole: {whole.State} at {whole.At}; cut: {cut.State} at {cut.At}";
            if (whole.State != TagPlace.Found)
                return whole.At == 0 ? null : "a place that was not found";
            if (whole.At < 0 || whole.At > input.Length)
                return $"a place at {whole.At}";
            // A tag that begins there is what a browser reads next, so the search that goes on from it must end at once.
            var from = new TagPlaceFinder(needsProof: false);
            from.Take([.. input[..whole.At], .. "<script>"u8]);
            return from.State == TagPlace.Found && from.At == whole.At ? null : $"a tag there is found at {from.At}, or not at all";
        });
}
