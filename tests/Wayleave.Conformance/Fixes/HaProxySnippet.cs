namespace Wayleave.Conformance.Fixes;

/// <summary>Checks HAProxy snippets, which always name their section.</summary>
internal sealed class HaProxySnippet : SnippetChecker
{
    private static readonly string[] Sections = ["global", "defaults", "frontend ", "backend ", "listen ", "resolvers "];

    protected override string Program => "haproxy";

    protected override string[] VersionArguments => ["-v"];

    protected override string[] Arrange(string snippet, SnippetFolder folder)
    {
        string[] lines = snippet.Split('\n');
        Sections.ShouldContain(s => lines.First(l => !l.StartsWith('#')).StartsWith(s), "a HAProxy snippet names its section");
        var config = new List<string>();

        // Settings of defaults must come before the sections that they hold for, and need their time-outs.
        if (!lines.Any(l => l.StartsWith("defaults", StringComparison.Ordinal)))
            config.AddRange(["defaults", "    mode http", "    timeout connect 5s", "    timeout client 30s", "    timeout server 30s"]);
        foreach (string line in lines)
        {
            config.Add(line);
            if (line.StartsWith("frontend ", StringComparison.Ordinal) && !lines.Any(l => l.Trim().StartsWith("bind ", StringComparison.Ordinal)))
                config.Add("    bind 127.0.0.1:18081");
            if (line.StartsWith("defaults", StringComparison.Ordinal))
                config.AddRange(["    mode http", "    timeout connect 5s"]);
        }

        // A configuration without any listener is a failed check.
        config.AddRange(["frontend around-the-snippet", "    bind 127.0.0.1:18084"]);
        return ["-c", "-f", folder.Write("haproxy.cfg", string.Join('\n', config) + "\n")];
    }
}
