using System.Text;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Reports;
using Wayleave.Cli.Reports.Text;
using Wayleave.Probing.Conversing;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Connect;

/// <summary>Prints a conversation: a line a frame with its time and direction, or a JSON object a line.</summary>
/// <param name="surroundings">Where to print.</param>
/// <param name="json">Whether to print JSON.</param>
/// <param name="colours">Whether to use colours.</param>
internal sealed class ConnectPrinter(Surroundings surroundings, bool json, bool colours)
{
    private const int BinaryShown = 64;
    private readonly Lock _printing = new();
    private readonly Ink _ink = new(colours);

    /// <summary>The socket is open.</summary>
    public void Opened(HandshakeProbe handshake)
    {
        string chosen = handshake.Subprotocol is { } subprotocol ? $", subprotocol {subprotocol}" : "";
        string deflate = handshake.Deflate ? ", permessage-deflate" : "";
        if (json) Print(ConnectJson.Opened(handshake));
        else Print(_ink.Dim(Printable.Line($"open after {handshake.ElapsedMs:0} ms at {handshake.Exchange.Address}{chosen}{deflate}; /ping, /close [CODE], /binary HEX")));
    }

    /// <summary>Something came from the far end.</summary>
    public void Heard(Heard heard)
    {
        if (json) Print(ConnectJson.Frame(heard.AtMs, "in", heard.Kind, heard.Payload.Span));
        else if (heard.Kind != "close") Print(Line(heard.AtMs, _ink.Green("←"), heard.Kind, heard.Payload.Span));
    }

    /// <summary>Something was sent.</summary>
    public void Sent(double atMs, string kind, byte[] payload)
    {
        if (json) Print(ConnectJson.Frame(atMs, "out", kind, payload));
        // A terminal shows what was typed already.
        else if (!surroundings.InputIsTerminal || kind != "text") Print(Line(atMs, _ink.Blue("→"), kind, payload));
    }

    /// <summary>The socket has ended.</summary>
    public void Ended(SessionEnd end)
    {
        string code = end.Code is { } number ? $" with {number}" : "";
        string reason = end.Reason.Length > 0 ? $": {end.Reason}" : end.Detail.Length > 0 ? $": {end.Detail}" : "";
        string how = end.Kind switch
        {
            EndKind.ClosedByUs => "closed",
            EndKind.ClosedByUsUnanswered => "closed, unanswered",
            EndKind.CloseFrame => "closed by the far end",
            EndKind.Eof => "cut without a close frame",
            EndKind.Reset => "reset",
            _ => "broken by the far end",
        };
        if (json) Print(ConnectJson.Ended(end));
        else Print(_ink.Dim(Printable.Line($"{how}{code}{reason} after {end.AtMs / 1000:0.0} s")));
    }

    /// <summary>The handshake led to no socket: shown whole, since the status alone has never helped anybody.</summary>
    public void Refused(HandshakeProbe handshake, Uri target)
    {
        if (json)
        {
            Print(ConnectJson.Refused(handshake));
            return;
        }

        var page = new TextPage(new Look { Colours = colours, Verbose = true, Width = surroundings.Width });
        page.Raw(_ink.Red($"✕ no socket: {Printable.Line(handshake.Outcome)}"));
        if (!handshake.Flaws.IsEmpty) page.Raw($"  a browser refuses this answer: {string.Join(", ", handshake.Flaws.Select(f => Telling.Words(f.ToString())))}");
        ExchangeText.Write(page, handshake);
        page.Raw($"why: wayleave doctor {Printable.Line(handshake.Url.Length > 0 ? handshake.Url : target.OriginalString)}");
        Print(page.ToString().TrimEnd('\n'));
    }

    /// <summary>A line could not be understood, or not be sent.</summary>
    public void Complain(string text)
    {
        lock (_printing) surroundings.Error.WriteLine("wayleave connect: " + text);
    }

    private string Line(double atMs, string arrow, string kind, ReadOnlySpan<byte> payload)
    {
        string text = kind switch
        {
            "text" => Printable.Block(Encoding.UTF8.GetString(payload)),
            "binary" => $"{_ink.Dim($"binary, {payload.Length} bytes:")} {Convert.ToHexStringLower(payload[..Math.Min(payload.Length, BinaryShown)])}{(payload.Length > BinaryShown ? "…" : "")}",
            _ => _ink.Dim(kind + (payload.Length > 0 ? " " + Printable.Line(Encoding.UTF8.GetString(payload)) : "")),
        };
        return $"{_ink.Dim($"{atMs / 1000,8:0.000}")} {arrow} {text}";
    }

    private void Print(string line)
    {
        lock (_printing)
        {
            surroundings.Output.WriteLine(line);
            surroundings.Output.Flush();
        }
    }
}
