using Wayleave.Conformance.Chains;
using Wayleave.Rules.Causes;

namespace Wayleave.Conformance.Fixes.TriedFixes;

/// <summary>A fix of a cause's page, tried: what is broken without it, and where its lines go.</summary>
/// <remarks>
/// The lines are the page's own. Only their addresses, ports, paths and files are exchanged for this machine's, each exchange written down, and around
/// them stands what any such configuration has. The placeholders are those of <see cref="Chain"/>.
/// </remarks>
/// <param name="Cause">The cause's name.</param>
/// <param name="For">The product, as the page calls it.</param>
public sealed record FixTrial(string Cause, string For)
{
    /// <summary>Which of the page's fixes with lines for that product, from 1.</summary>
    public int Number { get; init; } = 1;

    /// <summary>The product's configuration, program or command line with the cause in it.</summary>
    public required string Broken { get; init; }

    /// <summary>The same with the fix: its lines stand at <c>@fix@</c>, indented as that is.</summary>
    public required string Mended { get; init; }

    /// <summary>What stands around the product: further programs, the URL, the options.</summary>
    public Chain Around { get; init; } = new("trial", "a trial") { Answers = null };

    /// <summary>What the lines say for an example, and what takes its place here.</summary>
    public IReadOnlyList<(string Written, string Here)> StandIns { get; init; } = [];

    /// <summary>What the doctor names when it is broken, separated by bars; where the outside does not show the cause itself, another word.</summary>
    public string? Named { get; init; }

    /// <summary>The trial's name.</summary>
    public string Name => Number == 1 ? $"{For}-{Cause}" : $"{For}-{Cause}-{Number}";

    /// <summary>How the page refers to this trial.</summary>
    public string Source => $"TriedFixes/{Name}";

    /// <summary>The fix as the page has it.</summary>
    public Fix Fix => CauseCatalogue.Find(Cause)!.Fixes.Where(f => f.For == For && f.Snippet.Length > 0).ElementAt(Number - 1);

    /// <summary>The lines that the page tells to delete.</summary>
    public IEnumerable<string> Deleted => Fix.Snippet.Split('\n').Select(l => l.Trim()).Where(l => l.StartsWith(Delete, StringComparison.Ordinal)).Select(l => l[Delete.Length..]);

    private const string Delete = "# delete: ";

    /// <summary>The product's part with the page's lines in their place.</summary>
    public string Applied()
    {
        var lines = Fix.Snippet;
        foreach (var (written, here) in StandIns)
        {
            lines.ShouldContain(written, Case.Sensitive, $"{Name}: the page no longer says so");
            lines = lines.Replace(written, here, StringComparison.Ordinal);
        }

        return string.Join('\n', Mended.Split('\n').Select(line => line.Trim() == "@fix@" ? Indented(lines, line[..line.IndexOf('@')]) : line.Replace("@fix@", lines, StringComparison.Ordinal)));
    }

    /// <summary>The whole chain around that part.</summary>
    public Chain Chain(string part) => For switch
    {
        "nginx" => Around with { Nginx = Around.Nginx + part },
        "haproxy" => Around with { HAProxy = Around.HAProxy + part },
        "caddy" => Around with { Caddy = part + "\n# @listen@" },
        "apache" => Around with { Apache = part },
        "varnish" => Around with { Varnish = part },
        _ => Around,
    };

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static string Indented(string lines, string by) => by + lines.Replace("\n", "\n" + by, StringComparison.Ordinal);
}
