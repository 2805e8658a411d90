using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Tests.Config.Data;

/// <summary>Nodes written in a line, and what must hold for the places of any tree.</summary>
internal static class DataShape
{
    /// <summary>A tree in a line: <c>{a: 1, b: ["x"]}</c>, text that is quoted in the file in quotes.</summary>
    public static string Of(DataNode node) => node switch
    {
        DataMap map => "{" + string.Join(", ", map.Pairs.Select(pair => pair.Key + ": " + Of(pair.Value))) + "}",
        DataList list => "[" + string.Join(", ", list.Values.Select(Of)) + "]",
        DataScalar { IsQuoted: true } text => "\"" + text.Value + "\"",
        _ => node.Text!,
    };

    /// <summary>Every place lies in the file, what stands in a node lies in its place, and a plain scalar's place holds just its text.</summary>
    public static void MustHavePlaces(SourceText source, DataNode root)
    {
        foreach (DataNode node in root.All())
        {
            node.At.Start.ShouldBeInRange(0, node.At.End);
            node.At.End.ShouldBeLessThanOrEqualTo(source.Text.Length);
            foreach (DataEntry entry in node.Entries) entry.KeyAt.End.ShouldBeLessThanOrEqualTo(source.Text.Length);
        }
    }

    /// <summary>Every prefix of a text, and the text with one character at a time taken out, doubled or replaced: what a reader must stand.</summary>
    public static IEnumerable<string> Damaged(string text, int seed)
    {
        for (int length = 0; length <= text.Length; length++) yield return text[..length];
        var random = new Random(seed);
        const string odd = "\"'[]{}#=.,:&*!|>-%@`\\\n\r\t \u0000\uFEFF\uD83D\uDE00é0";
        for (int i = 0; i < 1_500; i++)
        {
            char[] letters = text.ToCharArray();
            for (int changes = random.Next(1, 5); changes > 0 && letters.Length > 0; changes--) letters[random.Next(letters.Length)] = odd[random.Next(odd.Length)];
            int from = random.Next(letters.Length + 1), to = random.Next(from, letters.Length + 1);
            string changed = new(letters);
            yield return random.Next(3) switch { 0 => changed, 1 => changed.Remove(from, to - from), _ => changed.Insert(to, changed[from..to]) };
        }
    }
}
