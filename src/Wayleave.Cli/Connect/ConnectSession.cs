using System.Globalization;
using System.Text;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Reports.Text;
using Wayleave.Cli.Secrets;
using Wayleave.Probing.Conversing;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Connect;

/// <summary>One conversation: handshake, lines out, frames in, goodbye.</summary>
/// <param name="request">What was asked.</param>
/// <param name="surroundings">What it may touch.</param>
internal sealed class ConnectSession(ConnectRequest request, Surroundings surroundings)
{
    // RFC 6455 §7.4: what an endpoint may send as a close code.
    private static bool MaySend(int code) => code is 1000 or 1001 or 1002 or 1003 or (>= 1007 and <= 1014) or (>= 3000 and <= 4999);

    private readonly ConnectPrinter _printer = new(surroundings, request.Json, !request.NoColor && surroundings.ColoursWelcome);

    /// <summary>Holds the conversation.</summary>
    /// <returns>0 if it ended in peace, 1 if the handshake was refused or the connection broke.</returns>
    public async Task<int> RunAsync()
    {
        await using Conversation conversation = await Conversation.OpenAsync(request.Handshake, surroundings.Time, _printer.Heard, surroundings.Interrupted).ConfigureAwait(false);
        if (!conversation.IsOpen)
        {
            if (surroundings.Interrupted.IsCancellationRequested) return ExitStatus.CouldNotTell;
            _printer.Refused(Shown(conversation.Handshake), request.Handshake.Target);
            return ExitStatus.Found;
        }

        _printer.Opened(Shown(conversation.Handshake));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(surroundings.Interrupted);
        Task beating = BeatAsync(conversation, over.Token);
        int code = await TalkAsync(conversation, over.Token).ConfigureAwait(false);
        SessionEnd end = await conversation.CloseAsync(code).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await beating.ConfigureAwait(false);
        _printer.Ended(end);
        return end.Kind switch
        {
            EndKind.ClosedByUs or EndKind.ClosedByUsUnanswered => ExitStatus.Fine,
            EndKind.CloseFrame when end.Code is null or 1000 or 1001 => ExitStatus.Fine,
            _ => ExitStatus.Found,
        };
    }

    // Until the far end closes, the user does, or the input ends. Returns the code to close with.
    private async Task<int> TalkAsync(Conversation conversation, CancellationToken over)
    {
        Task stopped = Task.Delay(Timeout.InfiniteTimeSpan, surroundings.Time, over);
        while (true)
        {
            // A terminal's lines cannot be waited for in another way: the thread that reads is left behind when the program ends.
            Task<string?> reading = Task.Run(surroundings.Input.ReadLine, CancellationToken.None);
            if (await Task.WhenAny(reading, conversation.Ended, stopped).ConfigureAwait(false) != reading) return 1000;
            if (await reading.ConfigureAwait(false) is not { } line)
            {
                if (!surroundings.InputIsTerminal) await Task.WhenAny(conversation.Ended, Task.Delay(request.Linger, surroundings.Time, over)).ConfigureAwait(false);
                return 1000;
            }

            if (await ActAsync(conversation, line, over).ConfigureAwait(false) is { } code) return code;
        }
    }

    private async Task<int?> ActAsync(Conversation conversation, string line, CancellationToken over)
    {
        string[] words = line.Split(' ', 2, StringSplitOptions.TrimEntries);
        string rest = words.Length > 1 ? words[1] : "";
        switch (words[0])
        {
            case "/close" when rest.Length == 0:
                return 1000;
            case "/close":
                if (int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out int code) && MaySend(code)) return code;
                _printer.Complain($"/close: '{Printable.Short(rest, 40)}' is no close code that may be sent: 1000 to 1003, 1007 to 1014, 3000 to 4999");
                return null;
            case "/ping":
                byte[] ping = Encoding.UTF8.GetBytes(rest);
                if (ping.Length > 125) _printer.Complain($"/ping: {ping.Length} bytes are too many; a ping holds at most 125");
                else await SentAsync(conversation, "ping", ping, conversation.PingAsync(ping, over)).ConfigureAwait(false);
                return null;
            case "/binary":
                if (Hex(rest) is { } bytes) await SentAsync(conversation, "binary", bytes, conversation.SendAsync(bytes, over)).ConfigureAwait(false);
                else _printer.Complain($"/binary: '{Printable.Short(rest, 40)}' is not hexadecimal; write /binary 01 ff");
                return null;
            case ['/', not '/', ..]:
                _printer.Complain($"there is no {Printable.Short(words[0], 40)}; there are /ping [TEXT], /close [CODE] and /binary HEX; // sends a line that starts with a slash");
                return null;
            default:
                string text = line.StartsWith("//", StringComparison.Ordinal) ? line[1..] : line;
                await SentAsync(conversation, "text", Encoding.UTF8.GetBytes(text), conversation.SendAsync(text, over)).ConfigureAwait(false);
                return null;
        }
    }

    private async Task SentAsync(Conversation conversation, string kind, byte[] payload, Task<bool> sending)
    {
        _printer.Sent(conversation.AgeMs, kind, payload);
        if (!await sending.ConfigureAwait(false)) _printer.Complain("not sent: the connection has ended");
    }

    private async Task BeatAsync(Conversation conversation, CancellationToken over)
    {
        if (request.Heartbeat is not { } every) return;
        while (true)
        {
            await Task.Delay(every, surroundings.Time, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (over.IsCancellationRequested || conversation.Ended.IsCompleted) return;
            byte[] beat = "heartbeat"u8.ToArray();
            await SentAsync(conversation, "ping", beat, conversation.PingAsync(beat, over)).ConfigureAwait(false);
        }
    }

    private HandshakeProbe Shown(HandshakeProbe probe)
    {
        if (request.ShowSecrets) return probe;
        var run = new Run
        {
            Target = new Target(probe.Url, TargetKind.Socket),
            Asked = new Asked { PageOrigin = request.Handshake.PageOrigin ?? "", HeaderNames = [.. request.Handshake.Headers.Select(h => h.Name)] },
            Probes = [probe],
        };
        return (HandshakeProbe)Masking.Of(run).Probes[0];
    }

    private static byte[]? Hex(string text)
    {
        try
        {
            string digits = text.Replace(" ", "", StringComparison.Ordinal);
            return digits.Length == 0 ? null : Convert.FromHexString(digits);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
