using System.Collections.Immutable;
using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Text;
using Wayleave.Server.Configuration.Reading.Forms;

namespace Wayleave.Server.Configuration.Reading.Keys;

/// <summary>The keys of <c>nodes:</c>.</summary>
internal static class NodeKeys
{
    private static readonly TextForm s_name = new("a name of small letters, digits and hyphens, at most 32", WrongName, "^[a-z0-9-]{1,32}$");

    private static readonly Section<OtherNode> s_other = new(
        "others", "Another gateway.", new OtherNode("", new Uri("http://localhost")),
        [
            new KeyOf<OtherNode, string>("name", "Its name, as its own `nodes` says.", s_name, n => n.Name, (n, v) => n with { Name = v }) { IsRequired = true },
            new KeyOf<OtherNode, Uri?>(
                "url", "Where it is reached. It should trust this gateway's address (`trusted_proxies`), so that it hears of the client's.", new HttpUrlForm(),
                n => n.Url, (n, v) => n with { Url = v! }) { IsRequired = true, AlsoCalled = ["address"] },
        ]);

    /// <summary>The section.</summary>
    public static Section<NodeSettings> Section { get; } = new(
        "nodes", "This gateway among several in front of the same apps.", new NodeSettings(),
        [
            new KeyOf<NodeSettings, string?>(
                "name", "Its name, which carried sockets' pages name. Not set: one is made at each start.", new OptionalForm<string>(s_name), n => n.Name, (n, v) => n with { Name = v }),
            new KeyOf<NodeSettings, ImmutableArray<OtherNode>>(
                "others", "The other gateways: a request for a socket that one of them carries is passed on to it. None: such a page starts anew; stickiness in front makes it rare.",
                new ListForm<OtherNode>(new SectionForm<OtherNode>(s_other), s_other.Initial), n => n.Others, (n, v) => n with { Others = v }) { AlsoCalled = ["peers"] },
        ]);

    private static string? WrongName(string text) =>
        CarryTarget.IsNode(text) ? null : $"'{Printable.Short(text, 60)}' is no name for a node; write small letters, digits and hyphens, at most {CarryTarget.MaxNodeLength}";
}
