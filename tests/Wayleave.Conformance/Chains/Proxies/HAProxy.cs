using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Chains.Proxies;

/// <summary>HAProxy in the foreground. Its three retries, a second apart, would only be waited for.</summary>
internal sealed class HAProxy : IProxy
{
    public string Name => "haproxy";

    public string Executable => "haproxy";

    public string? FragmentOf(Chain chain) => chain.HAProxy;

    public IEnumerable<string> Prepare(ScratchFolder folder, string instance, IReadOnlyList<string> fragments) =>
    [
        "-db", "-f", folder.Write("haproxy.cfg",
            $"""
            global
                maxconn 2000
            defaults
                mode http
                retries 0
                timeout connect 2s
                timeout client 30s
                timeout server 30s
                timeout tunnel 1h

            {string.Join('\n', fragments)}

            """),
    ];
}
