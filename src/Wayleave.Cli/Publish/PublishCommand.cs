using System.CommandLine;
using System.Text;
using Wayleave.Cli.Admin;
using Wayleave.Cli.CommandLine;
using Wayleave.Protocol.Events;
using Wayleave.Protocol.Text;

namespace Wayleave.Cli.Publish;

/// <summary><c>wayleave publish</c>: what <c>POST /channels/{name}</c> does, from a shell.</summary>
internal static class PublishCommand
{
    private const string WhenOpen = "whether it was published is open; with --once it may be tried again";

    private static readonly Argument<string> s_channel = new("CHANNEL") { Description = "The channel, such as user:7:events" };

    private static readonly Argument<string?> s_json = new("JSON")
    {
        Description = "The event, any JSON value; not given, or -: what comes on standard input", Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> s_once = new("--once")
    {
        Description = "Publish once under this word, however often it is tried within ten minutes", HelpName = "WORD",
    };

    /// <summary>Makes the command.</summary>
    /// <param name="surroundings">What it may touch.</param>
    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("publish", "Publish an event to those who follow a channel, and print its id.") { s_channel, s_json, s_once, AdminClient.Address, AdminClient.Key };
        command.SetAction(async (parsed, _) =>
        {
            var errors = new List<string>();
            string channel = parsed.GetValue(s_channel)!;
            string given = parsed.GetValue(s_json) ?? "-";
            byte[] json = Encoding.UTF8.GetBytes(given == "-" ? await surroundings.Input.ReadToEndAsync(surroundings.Interrupted).ConfigureAwait(false) : given);
            if (ChannelName.Check(channel) is not ChannelNameViolation.None and var violation)
                errors.Add($"CHANNEL: '{Printable.Short(channel, 60)}' is no channel's name: {violation.Describe()}");
            if (EventPayload.Of(json).Kind is not (PayloadKind.Json or PayloadKind.JsonObject))
                errors.Add($"JSON: '{Printable.Short(given, 60)}' is no JSON; write {{\"type\":\"done\"}}, or a text in quotes: '\"done\"'");
            string? once = parsed.GetValue(s_once);
            if (once is not null && once.Any(char.IsControl))
                errors.Add("--once: it is a word, or a line of text");
            Uri? admin = AdminClient.AddressOf(parsed, errors);
            if (errors.Count == 0
                && await AdminClient.PostAsync(new Uri(admin!, $"/channels/{Uri.EscapeDataString(channel)}"), json, "id", parsed, once, surroundings, errors, WhenOpen).ConfigureAwait(false) is { } id)
            {
                await surroundings.Output.WriteLineAsync(id).ConfigureAwait(false);
                return ExitStatus.Fine;
            }

            return await BadUsage.ReportAsync("publish", [], errors, surroundings).ConfigureAwait(false);
        });
        return command;
    }
}
