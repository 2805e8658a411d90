using System.Net;
using Wayleave.Conformance.Serve.Apps;
using Wayleave.Conformance.Serve.Apps.Kinds;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Carry.Apps;

/// <summary>The hops in front of the gateway: the lab's, and the real nginx.</summary>
/// <param name="stand">Where they are kept.</param>
/// <param name="gateway">The gateway.</param>
internal sealed class CarriedHops(Stand stand, Uri gateway)
{
    /// <summary>The real nginx, which passes no upgrades and buffers, as it does unless it is told otherwise.</summary>
    public const string Nginx = "nginx";

    /// <summary>Starts one.</summary>
    /// <param name="hop">Which one.</param>
    /// <param name="host">The address at which it listens, which it passes on as the Host.</param>
    /// <returns>Where it is.</returns>
    public async Task<Uri> StartAsync(string hop, string host) => hop == Nginx ? await StartNginxAsync(host) : await StartLabAsync(hop, host);

    private async Task<Uri> StartLabAsync(string hop, string host)
    {
        var chain = await LabChain.StartAsync(LabPlan.Parse(hop), gateway, new LabOptions { Listen = new IPEndPoint(IPAddress.Parse(host), 0) });
        stand.Keep(chain);
        return chain.Url;
    }

    private async Task<Uri> StartNginxAsync(string host)
    {
        var port = LoopbackPorts.Free();
        await NginxProgram.Start(stand, $"nginx-{host}",
            $$"""
            server {
                listen {{host}}:{{port}};
                listen 127.0.0.1:{{port}};
                location / {
                    proxy_pass {{gateway.GetLeftPart(UriPartial.Authority)}};
                    proxy_set_header Host $http_host;
                }
            }
            """).ListeningAsync(port);
        return new Uri($"http://{host}:{port}");
    }
}
