using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Chains.Proxies;

/// <summary>Caddy without its admin port and without certificates of its own.</summary>
internal sealed class Caddy : IProxy
{
    public string Name => "caddy";

    public string Executable => "caddy";

    public string? FragmentOf(Chain chain) => chain.Caddy;

    public IEnumerable<string> Prepare(ScratchFolder folder, string instance, IReadOnlyList<string> fragments) =>
    [
        "run", "--adapter", "caddyfile", "--config", folder.Write("Caddyfile",
            $$"""
            {
                admin off
                auto_https off
                storage file_system {{folder.Path}}
            }
            {{string.Join('\n', fragments)}}

            """),
    ];
}
