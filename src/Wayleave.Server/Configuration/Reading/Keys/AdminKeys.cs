using System.Collections.Immutable;
using System.Net;
using Wayleave.Server.Configuration.Reading.Forms;

namespace Wayleave.Server.Configuration.Reading.Keys;

/// <summary>The keys of <c>admin:</c>.</summary>
internal static class AdminKeys
{
    private static readonly Section<AdminSettings> s_section = new(
        "admin", "The admin address. An address alone stands for `{ listen: ADDR }`, and `off` switches it off.", AdminSettings.Default,
        [
            new KeyOf<AdminSettings, IPEndPoint>(
                "listen", "Where it listens; without an address it is 127.0.0.1.", new AdminForm(),
                a => a.EndPoint, (a, v) => a with { EndPoint = v }) { AlsoCalled = ["address", "bind", "port"] },
            new KeyOf<AdminSettings, ImmutableArray<string>>(
                "hosts", "Names that a request may ask for, with any port, besides `localhost` and the address itself with its port; others get 403.",
                new ListForm<string>(new HostNameForm(wildcard: false), ""), a => a.Hosts, (a, v) => a with { Hosts = v }) { AlsoCalled = ["host", "names", "server_name"] },
            new KeyOf<AdminSettings, string?>(
                "key", "What a request must show as `Authorization: Bearer KEY`, unless it asks for health alone. Not set: nothing, and only this machine may publish and mint tickets.",
                new SecretForm(16), a => a.Key, (a, v) => a with { Key = v }) { AlsoCalled = ["token", "password", "bearer"] },
        ]);

    /// <summary>An address, <c>off</c>, or the keys.</summary>
    public static ShortForm<IPEndPoint?, AdminSettings> Form { get; } = new(
        new OffForm<IPEndPoint>(new AdminForm()), (address, before) => address is null ? null : (before ?? AdminSettings.Default) with { EndPoint = address }, s_section);
}
