using Wayleave.Conformance.Fixes;

namespace Wayleave.Conformance.Lint;

/// <summary>Asks the real nginx whether it takes a whole file, as it stands.</summary>
internal sealed class NginxText : SnippetChecker
{
    protected override string Program => "nginx";

    protected override string[] VersionArguments => ["-v"];

    protected override string[] Arrange(string snippet, SnippetFolder folder) =>
        ["-t", "-q", "-p", folder.Path, "-c", folder.Write("nginx.conf", snippet), "-g", $"error_log stderr; pid {folder.At("nginx.pid")};"];
}
