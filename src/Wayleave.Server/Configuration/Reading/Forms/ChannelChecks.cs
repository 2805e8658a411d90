using Wayleave.Protocol.Events;
using Wayleave.Protocol.Text;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>What is wrong with texts that have to do with channels, and what would be right; null if nothing is.</summary>
internal static class ChannelChecks
{
    /// <summary>A pattern of names: <c>user:*:events</c>.</summary>
    public static string? Pattern(string text) => ChannelPattern.TryParse(text, out _, out string? wrong) ? null : wrong;

    /// <summary>A name with a route's parameters: <c>user:{user_id}:events</c>.</summary>
    public static string? Template(string text) => ChannelTemplate.TryParse(text, out _, out string? wrong) ? null : wrong;

    /// <summary>The name of a member of JSON objects, written without escapes.</summary>
    public static string? Member(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '$' or '@' or '.') ? null : $"'{Printable.Short(text, 40)}' is no name for a member; write letters, digits, _, - and the like, such as _id";
}
