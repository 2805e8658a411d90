namespace Wayleave.Conformance.Fixes;

/// <summary>Checks Varnish snippets by compiling them, and its parameters by setting them.</summary>
internal sealed class VarnishSnippet : SnippetChecker
{
    protected override string Program => "varnishd";

    protected override string[] VersionArguments => ["-V"];

    protected override string[] Arrange(string snippet, SnippetFolder folder)
    {
        bool parameters = snippet.StartsWith("varnishd ", StringComparison.Ordinal);
        string vcl = parameters ? "" : snippet;
        if (!vcl.Contains("backend default", StringComparison.Ordinal))
            vcl = "backend default { .host = \"127.0.0.1\"; .port = \"8000\"; }\n" + vcl;
        string[] more = parameters ? snippet.Split(' ')[1..] : [];
        return [.. more, "-C", "-n", folder.At("run"), "-f", folder.Write("default.vcl", "vcl 4.1;\n" + vcl + "\n")];
    }
}
