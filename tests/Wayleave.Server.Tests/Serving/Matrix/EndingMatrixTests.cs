using System.Text;
using Wayleave.Protocol.Relay;
using Wayleave.Server.Serving;
using Wayleave.Server.Tests.Serving.Abuse;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Serving.Matrix;

/// <summary>Who ends a socket × how × what carries it, over real connections: what the other end is told, and who gets the blame.</summary>
public sealed class EndingMatrixTests
{
    private static readonly uint s_mask = 0x01020304;

    public static TheoryData<string> Carriers => ["http", "https", "h2c", "h2"];

    public static TheoryData<string, bool> CarriersAndApps
    {
        get
        {
            var cases = new TheoryData<string, bool>();
            foreach (var carrier in (string[])["http", "https", "h2c", "h2"])
                foreach (var appTls in (bool[])[false, true])
                    cases.Add(carrier, appTls);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task A_clients_close_is_passed_on_and_answered(string carrier)
    {
        await using var socket = await OpenAsync(carrier);
        await socket.Client.SendAsync(Close(1000, "bye", masked: true));
        (await socket.App.ReadAsync(11)).ShouldBe(Close(1000, "bye", masked: true));
        // RFC 6455 §7.1.1: the server closes first.
        await socket.App.SendAsync(Close(1000, "bye too", masked: false));
        await socket.App.FinishAsync();
        (await socket.Client.RestAsync()).ShouldBe((Close(1000, "bye too", masked: false), false));
        await socket.Client.FinishAsync();
        (await socket.App.RestAsync()).ShouldBe("");
        socket.App.WasReset.ShouldBeFalse();
        (await socket.EndingAsync()).ShouldBe(new RelayEnding(EndedBy.Client, "close frame", 1000, "bye"));
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task An_apps_close_is_passed_on_and_answered(string carrier)
    {
        await using var socket = await OpenAsync(carrier);
        await socket.App.SendAsync(Close(4001, "gone", masked: false));
        await socket.Client.SendAsync(Close(4001, "", masked: true));
        (await socket.App.ReadAsync(8)).ShouldBe(Close(4001, "", masked: true));
        await socket.App.FinishAsync();
        (await socket.Client.RestAsync()).ShouldBe((Close(4001, "gone", masked: false), false));
        await socket.Client.FinishAsync();
        (await socket.EndingAsync()).ShouldBe(new RelayEnding(EndedBy.App, "close frame", 4001, "gone"));
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task A_clients_end_without_a_close_is_passed_on_and_the_app_has_the_last_word(string carrier)
    {
        await using var socket = await OpenAsync(carrier);
        await socket.Client.FinishAsync();
        (await socket.App.RestAsync()).ShouldBe("");
        socket.App.WasReset.ShouldBeFalse();
        await socket.App.SendAsync("\u0081\u0005hello" + Close(1000, "", masked: false));
        await socket.App.FinishAsync();
        (await socket.Client.RestAsync()).ShouldBe(("\u0081\u0005hello" + Close(1000, "", masked: false), false));
        (await socket.EndingAsync()).ShouldBe(new RelayEnding(EndedBy.Client, "connection ended without a close frame"));
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task An_apps_end_without_a_close_becomes_1014(string carrier)
    {
        await using var socket = await OpenAsync(carrier);
        await socket.App.FinishAsync();
        var (bytes, reset) = await socket.Client.RestAsync();
        Code(bytes).ShouldBe(1014);
        reset.ShouldBeFalse();
        await socket.Client.FinishAsync();
        (await socket.EndingAsync()).ShouldBe(new RelayEnding(EndedBy.App, "connection ended without a close frame"));
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task A_clients_reset_is_a_reset_for_the_app_after_1001(string carrier)
    {
        await using var socket = await OpenAsync(carrier);
        await socket.Client.ResetAsync();
        var bytes = await socket.App.RestAsync();
        Code(bytes).ShouldBe(1001);
        socket.App.WasReset.ShouldBeTrue();
        (await socket.EndingAsync()).ShouldBe(new RelayEnding(EndedBy.Client, "connection reset"));
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task An_apps_reset_is_a_reset_for_the_client(string carrier)
    {
        await using var socket = await OpenAsync(carrier);
        socket.App.Reset();
        var (bytes, reset) = await socket.Client.RestAsync();
        // The close that says why may be overtaken by the reset.
        if (bytes.Length > 0)
            Code(bytes).ShouldBe(1014);
        reset.ShouldBeTrue();
        (await socket.EndingAsync()).ShouldBe(new RelayEnding(EndedBy.App, "connection reset"));
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task An_app_that_ends_within_a_frame_is_a_reset_for_the_client(string carrier)
    {
        await using var socket = await OpenAsync(carrier);
        await socket.App.SendAsync("\u0081\u0005hel");
        await socket.App.FinishAsync();
        var (bytes, reset) = await socket.Client.RestAsync();
        "\u0081\u0005hel".ShouldStartWith(bytes);
        reset.ShouldBeTrue();
        (await socket.EndingAsync()).ShouldBe(new RelayEnding(EndedBy.App, "connection ended without a close frame"));
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task A_client_that_vanishes_is_cut_off_and_the_app_told_1001(string carrier)
    {
        var time = new FakeTimeProvider();
        await using var socket = await OpenPair.OpenAsync(carrier, time);
        // The client reads and says nothing any more, neither a pong nor FIN; the app lives.
        for (var i = 0; i < 3; i++)
        {
            await socket.App.SendAsync("\u0081\u0005hello");
            while (await FrameAsync(socket.Client.ReadAsync) != "\u0081hello")
            {
            }

            time.Advance(TimeSpan.FromSeconds(25));
        }

        (await CloseCodeAsync(socket.App.ReadAsync, time)).ShouldBe(1001);
        // The dead one, should it live after all: no end in good order.
        (await socket.Client.RestAsync()).Reset.ShouldBeTrue();
        time.Advance(TimeSpan.FromSeconds(1));
        var ending = await socket.EndingAsync();
        (ending.By, ending.Code).ShouldBe((EndedBy.Network, null));
        ending.Why.ShouldBe("the client gave no sign of life for 75 s");
    }

    [Theory]
    [MemberData(nameof(CarriersAndApps))]
    public async Task An_app_that_vanishes_is_cut_off_and_the_client_told_1014(string carrier, bool appTls)
    {
        var time = new FakeTimeProvider();
        await using var socket = await OpenPair.OpenAsync(carrier, time, appTls);
        for (var i = 0; i < 3; i++)
        {
            await socket.Client.SendAsync("\u0081\u0085\0\0\0\0hello");
            while (await FrameAsync(socket.App.ReadAsync) != "\u0081hello")
            {
            }

            time.Advance(TimeSpan.FromSeconds(25));
        }

        (await CloseCodeAsync(socket.Client.ReadAsync, time)).ShouldBe(1014);
        await socket.App.RestAsync();
        socket.App.WasReset.ShouldBeTrue();
        time.Advance(TimeSpan.FromSeconds(1));
        var ending = await socket.EndingAsync();
        (ending.By, ending.Code).ShouldBe((EndedBy.Network, null));
        ending.Why.ShouldBe("the app gave no sign of life for 75 s");
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task Bytes_of_any_kind_reach_the_other_end_as_they_are(string carrier)
    {
        await using var socket = await OpenAsync(carrier);
        var up = "\u0082\u0085\u0001\u0002\u0003\u0004igofn";
        await socket.Client.SendAsync(up);
        (await socket.App.ReadAsync(up.Length)).ShouldBe(up);
    }

    private static Task<OpenPair> OpenAsync(string carrier) => OpenPair.OpenAsync(carrier);

    private static string Close(ushort code, string reason, bool masked)
    {
        var payload = $"{(char)(code >> 8)}{(char)(code & 255)}{reason}";
        if (!masked)
            return $"\u0088{(char)payload.Length}{payload}";
        var text = new StringBuilder($"\u0088{(char)(payload.Length | 128)}\u0001\u0002\u0003\u0004");
        for (var i = 0; i < payload.Length; i++)
            text.Append((char)(payload[i] ^ (byte)(s_mask >> (24 - (8 * (i % 4))))));
        return text.ToString();
    }

    // The code of the next close frame. The clock stands still: what is said to the living one has a second to get through. Timers that are
    // set to now while it does must fire all the same.
    private static async Task<int> CloseCodeAsync(Func<int, Task<string>> read, FakeTimeProvider time)
    {
        var closing = CloseAsync();
        while (!closing.IsCompleted)
        {
            time.Advance(TimeSpan.Zero);
            await Task.Yield();
        }

        var close = await closing;
        return (close[1] << 8) | close[2];

        async Task<string> CloseAsync()
        {
            while (true)
                if (await FrameAsync(read) is ['\u0088', ..] frame)
                    return frame;
        }
    }

    // A short frame: its first byte and its payload, unmasked.
    private static async Task<string> FrameAsync(Func<int, Task<string>> read)
    {
        var head = await read(2);
        var key = head[1] >= 128 ? await read(4) : "\0\0\0\0";
        var payload = await read(head[1] & 127);
        return head[0] + string.Concat(payload.Select((c, i) => (char)(c ^ key[i % 4])));
    }

    // The code of the only frame, masked or not.
    private static int Code(string bytes)
    {
        bytes[0].ShouldBe('\u0088');
        return bytes[1] < 128 ? (bytes[2] << 8) | bytes[3] : ((bytes[2] ^ bytes[6]) << 8) | (bytes[3] ^ bytes[7]);
    }
}
