using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Chains.Proxies;

/// <summary>Varnish in the foreground: one process for each row, since a process has one VCL. Its first line says where it listens.</summary>
internal sealed class Varnish : IProxy
{
    public string Name => "varnish";

    public string Executable => "varnishd";

    public bool Shared => false;

    public string? FragmentOf(Chain chain) => chain.Varnish is null ? null : "# @listen@\n" + chain.Varnish;

    public IEnumerable<string> Prepare(ScratchFolder folder, string instance, IReadOnlyList<string> fragments)
    {
        var (first, rest) = fragments.Single().Split('\n', 2) is [var a, var b] ? (a[2..], b) : throw new InvalidOperationException();
        return ["-F", "-n", folder.Path, "-j", "none", "-a", first, "-s", "malloc,16m", "-f", folder.Write("default.vcl", rest)];
    }
}
