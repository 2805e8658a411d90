using System.Buffers;
using System.CommandLine;
using System.Text.Json;
using Wayleave.Cli.Admin;
using Wayleave.Cli.CommandLine;
using Wayleave.Protocol.Events;
using Wayleave.Protocol.Text;

namespace Wayleave.Cli.Ticket;

/// <summary><c>wayleave ticket</c>: what <c>POST /tickets</c> does, from a shell.</summary>
internal static class TicketCommand
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(30);

    private static readonly Argument<string> s_subject = new("SUBJECT") { Description = "Whose ticket it is, such as 42" };

    private static readonly Option<string[]> s_channels = new("--channels")
    {
        Description = "The channels that it is for, such as user:42:*; not given: those that routes give to the subject", HelpName = "PATTERN", AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> s_expiresIn = new("--expires-in")
    {
        Description = "How long what is opened by it may last, 1s to 30d; not given: as long as it does", HelpName = "TIME",
    };

    /// <summary>Makes the command.</summary>
    /// <param name="surroundings">What it may touch.</param>
    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("ticket", "Make a ticket that opens one guarded socket, and print it.") { s_subject, s_channels, s_expiresIn, AdminClient.Address, AdminClient.Key };
        command.SetAction(async (parsed, _) =>
        {
            var errors = new List<string>();
            byte[] body = BodyOf(parsed, errors);
            Uri? admin = AdminClient.AddressOf(parsed, errors);
            if (errors.Count == 0
                && await AdminClient.PostAsync(new Uri(admin!, "/tickets"), body, "ticket", parsed, null, surroundings, errors, "whether a ticket was made is open; it does no harm, and ends of itself").ConfigureAwait(false) is { } ticket)
            {
                await surroundings.Output.WriteLineAsync(ticket).ConfigureAwait(false);
                return ExitStatus.Fine;
            }

            return await BadUsage.ReportAsync("ticket", [], errors, surroundings).ConfigureAwait(false);
        });
        return command;
    }

    private static byte[] BodyOf(ParseResult parsed, List<string> errors)
    {
        string[] channels = [.. (parsed.GetValue(s_channels) ?? []).SelectMany(each => each.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        foreach (string channel in channels)
        {
            if (!ChannelPattern.TryParse(channel, out _, out string? wrong)) errors.Add($"--channels: {wrong}");
        }

        TimeSpan? life = null;
        if (parsed.GetValue(s_expiresIn) is { } text)
        {
            life = Durations.TryParse(text, out TimeSpan read) && read >= TimeSpan.FromSeconds(1) && read <= s_longest ? read : null;
            if (life is null) errors.Add($"--expires-in: '{Printable.Short(text, 40)}' is no duration from 1s to 30d; {Durations.Form}");
        }

        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteString("sub", parsed.GetValue(s_subject));
        if (life is { } time) json.WriteNumber("expires_in", (long)time.TotalSeconds);
        if (channels.Length > 0)
        {
            json.WriteStartArray("channels");
            foreach (string channel in channels) json.WriteStringValue(channel);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }
}
