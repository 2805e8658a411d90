using System.Text;

namespace Wayleave.Rules.Config.HAProxy.Matching;

/// <summary>What a log format comes to: text with <c>%[…]</c> in it, as rules write values.</summary>
internal static class HAProxyFormat
{
    /// <summary>The value; null if it cannot be known.</summary>
    /// <param name="word">The word that has the format.</param>
    /// <param name="request">The handshake.</param>
    public static string? Evaluate(HAProxyWord word, HAProxyRequest request)
    {
        if (!word.IsKnown) return null;
        string format = word.Text;
        var text = new StringBuilder();
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                text.Append(format[i]);
                continue;
            }

            switch (i + 1 < format.Length ? format[i + 1] : ' ')
            {
                case '%':
                    text.Append('%');
                    i++;
                    break;
                case '[' when End(format, i + 2) is var end and > 0:
                    HAProxySample sample = HAProxyExpression.Parse(format[(i + 2)..end]).Evaluate(request);
                    if (!sample.Known) return null;
                    text.Append(sample.Value);
                    i = end;
                    break;
                default:
                    // One of the variables of logs: %ci, %H, %[…] that is not closed.
                    return null;
            }
        }

        return text.ToString();
    }

    // The ] that is outside parentheses: those of a pattern are not it.
    private static int End(string format, int from)
    {
        int depth = 0;
        for (int i = from; i < format.Length; i++)
        {
            if (format[i] == '(') depth++;
            else if (format[i] == ')') depth--;
            else if (format[i] == ']' && depth <= 0) return i;
        }

        return -1;
    }
}
