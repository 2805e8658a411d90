using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Wayleave.Conformance.Serve.Apps;

/// <summary>The real Streamlit server: a script runs for its visitor, and again when the visitor writes into a field.</summary>
[Collection<AppsCollection>]
public sealed partial class StreamlitTests(AppsWorld world)
{
    [Theory]
    [InlineData("ws", 1)]
    [InlineData("wss", 2)]
    public async Task A_script_runs_and_runs_again_with_what_was_written_into_its_field(string scheme, int version)
    {
        world.Needs("streamlit-server");
        var address = world.AddressOf("streamlit-server");
        using var socket = await Caller.OpenAsync(
            address.Url(scheme, "/_stcore/stream"), address.Origin(scheme), "streamlit", new Version(version, version == 2 ? 0 : 1));
        socket.SubProtocol.ShouldBe("streamlit");

        await socket.SendAsync(Rerun([]));
        string page = await ReadUntilAsync(socket, "Hello you");
        await socket.SendAsync(Rerun(Widget(FieldId().Match(page).Value, "Ada")));
        await ReadUntilAsync(socket, "Hello Ada");
        await socket.LeaveAsync();
    }

    private static async Task<string> ReadUntilAsync(ClientWebSocket socket, string text)
    {
        var read = new StringBuilder();
        do
            read.Append(Encoding.Latin1.GetString(await socket.ReceiveAsync()));
        while (!read.ToString().Contains(text, StringComparison.Ordinal));
        return read.ToString();
    }

    // Protocol buffers by hand: BackMsg.rerun_script (11) = ClientState { widget_states (2) = WidgetStates { widgets (1) } }.
    private static byte[] Rerun(byte[] widget) => Field(11, widget.Length == 0 ? [] : Field(2, Field(1, widget)));

    private static byte[] Widget(string id, string value) => [.. Field(1, Encoding.ASCII.GetBytes(id)), .. Field(6, Encoding.ASCII.GetBytes(value))];

    private static byte[] Field(int number, byte[] content) =>
        content.Length < 128 ? [(byte)((number << 3) | 2), (byte)content.Length, .. content] : throw new ArgumentOutOfRangeException(nameof(content));

    [GeneratedRegex(@"\$\$WIDGET_ID-[0-9a-f]{32}-\w+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FieldId();
}
