using System.Globalization;
using System.Text;

namespace Wayleave.Cli.Lint;

/// <summary>Two texts as a patch that <c>patch -p0</c> and <c>git apply -p0</c> take.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    // Beyond this many pairs of lines what lies between the first and the last difference is shown as one change.
    private const long MostPairs = 4_000_000;

    /// <summary>The patch; empty if the texts are equal.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="before">The text as it is.</param>
    /// <param name="after">The text as it would be.</param>
    public static string Of(string name, string before, string after)
    {
        string[] old = Lines(before), now = Lines(after);
        List<(char Mark, string Line)> rows = Rows(old, now);
        if (rows.TrueForAll(row => row.Mark == ' ')) return "";
        var text = new StringBuilder().Append("--- ").Append(name).Append("\n+++ ").Append(name).Append('\n');
        int at = 0;
        while (NextChange(rows, at) is { } first)
        {
            int start = Math.Max(at, first - Context);
            int end = first;
            while (NextChange(rows, end) is { } next && next - end <= 2 * Context) end = next + 1;
            AddHunk(text, rows, start, Math.Min(end + Context, rows.Count));
            at = Math.Min(end + Context, rows.Count);
        }

        return text.ToString();
    }

    private static string[] Lines(string text)
    {
        string[] lines = text.Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : [.. lines[..^1], lines[^1] + "\n\\ No newline at end of file"];
    }

    private static int? NextChange(List<(char Mark, string Line)> rows, int from)
    {
        int found = rows.FindIndex(from, row => row.Mark != ' ');
        return found < 0 ? null : found;
    }

    private static void AddHunk(StringBuilder text, List<(char Mark, string Line)> rows, int start, int end)
    {
        int oldStart = 1 + rows.Take(start).Count(row => row.Mark != '+'), newStart = 1 + rows.Take(start).Count(row => row.Mark != '-');
        List<(char Mark, string Line)> hunk = rows[start..end];
        int oldCount = hunk.Count(row => row.Mark != '+'), newCount = hunk.Count(row => row.Mark != '-');
        text.Append(CultureInfo.InvariantCulture, $"@@ -{(oldCount == 0 ? oldStart - 1 : oldStart)},{oldCount} +{(newCount == 0 ? newStart - 1 : newStart)},{newCount} @@\n");
        foreach ((char mark, string line) in hunk) text.Append(mark).Append(line).Append('\n');
    }

    private static List<(char Mark, string Line)> Rows(string[] old, string[] now)
    {
        int head = 0, tail = 0;
        while (head < old.Length && head < now.Length && old[head] == now[head]) head++;
        while (tail < old.Length - head && tail < now.Length - head && old[^(tail + 1)] == now[^(tail + 1)]) tail++;
        List<(char Mark, string Line)> rows = [.. old[..head].Select(line => (' ', line))];
        AddMiddle(rows, old[head..^tail], now[head..^tail]);
        rows.AddRange(old[(old.Length - tail)..].Select(line => (' ', line)));
        return rows;
    }

    // The longest common subsequence, by the table of the lengths of what is left.
    private static void AddMiddle(List<(char Mark, string Line)> rows, string[] old, string[] now)
    {
        if ((long)old.Length * now.Length > MostPairs)
        {
            rows.AddRange(old.Select(line => ('-', line)).Concat(now.Select(line => ('+', line))));
            return;
        }

        var left = new int[old.Length + 1, now.Length + 1];
        for (int i = old.Length - 1; i >= 0; i--)
        {
            for (int k = now.Length - 1; k >= 0; k--) left[i, k] = old[i] == now[k] ? left[i + 1, k + 1] + 1 : Math.Max(left[i + 1, k], left[i, k + 1]);
        }

        int one = 0, other = 0;
        while (one < old.Length || other < now.Length)
        {
            if (one < old.Length && other < now.Length && old[one] == now[other])
            {
                rows.Add((' ', old[one++]));
                other++;
            }
            else if (other == now.Length || (one < old.Length && left[one + 1, other] >= left[one, other + 1]))
            {
                rows.Add(('-', old[one++]));
            }
            else
            {
                rows.Add(('+', now[other++]));
            }
        }
    }
}
