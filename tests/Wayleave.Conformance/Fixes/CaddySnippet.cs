namespace Wayleave.Conformance.Fixes;

/// <summary>Checks Caddy snippets: directives are put into a site, sites and global options stand as they are.</summary>
internal sealed class CaddySnippet : SnippetChecker
{
    protected override string Program => "caddy";

    protected override string[] VersionArguments => ["version"];

    protected override string[] Arrange(string snippet, SnippetFolder folder)
    {
        string first = snippet.Split('\n').First(line => !line.StartsWith('#')).Split(' ')[0];
        bool whole = first == "{" || first.Contains('.') || first.StartsWith(':');
        string config = whole ? snippet + "\n" : $":18082 {{\n{snippet}\n}}\n";
        return ["validate", "--adapter", "caddyfile", "--config", folder.Write("Caddyfile", config)];
    }
}
