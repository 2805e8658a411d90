using System.Text;
using Wayleave.Protocol.Text;

namespace Wayleave.Server.Logs;

/// <summary>A log line for people: <c>2026-01-01T00:00:00.000Z socket closed id=5 route=/ by=client why="close frame"</c>.</summary>
internal static class LogText
{
    /// <summary>The line, without its end.</summary>
    /// <param name="entry">What it says.</param>
    public static string Of(LogEntry entry)
    {
        var line = new StringBuilder(200).Append($"{entry.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} ");
        if (entry.Event.Level != LogLevel.Info)
            line.Append(entry.Event.Level == LogLevel.Warning ? "warning: " : "error: ");
        line.Append(Printable.Line(entry.Message));
        if (entry.MessageIsAll)
            return line.ToString();
        foreach (var (key, value) in entry.Fields)
            if (value is not null)
                line.Append(' ').Append(key).Append('=').Append(ValueOf(value));
        return line.ToString();
    }

    private static string ValueOf(object value)
    {
        var text = value switch
        {
            bool isSo => isSo ? "yes" : "no",
            IEnumerable<string> list => string.Join(',', list),
            _ => $"{value}",
        };
        text = Printable.Short(text, LogJson.LongestValue);
        var isBare = text.Length > 0 && !text.AsSpan().ContainsAny(" \"=");
        return isBare ? text : $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
    }
}
