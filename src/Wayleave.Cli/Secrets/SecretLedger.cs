using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Secrets;

/// <summary>The secrets found so far, each with its number, and the means to find them again elsewhere.</summary>
internal sealed class SecretLedger
{
    // A secret that is one of these words, or within one, is only masked where it stands as a secret: elsewhere the word means itself.
    private const string Protected =
        "websocket upgrade keep-alive permessage-deflate client_max_window_bits server_max_window_bits application/json application/javascript text/html charset=utf-8 " +
        "no-cache no-store must-revalidate transfer-encoding content-length switching protocols gzip, deflate, br, zstd";

    private readonly Dictionary<string, int> _numbers = [];
    private readonly string _protected;
    private int _next;
    private (string Text, int Number)[]? _variants;

    /// <summary>An empty ledger.</summary>
    /// <param name="first">The first number to give; numbers below it are taken by masks that are there already.</param>
    /// <param name="plain">Texts that are no secrets even where a secret has the same value: the host, the origin.</param>
    public SecretLedger(int first, IEnumerable<string> plain)
    {
        _next = first;
        _protected = Protected + " " + string.Join(' ', plain);
    }

    /// <summary>Writes a secret down, if it is new.</summary>
    /// <param name="value">The secret.</param>
    public void Add(string value)
    {
        if (_numbers.TryAdd(value, _next)) _next++;
        _variants = null;
    }

    /// <summary>The mask for a secret that was written down.</summary>
    /// <param name="value">The secret.</param>
    public string MaskFor(string value) => Mask.Text(_numbers[value], Encoding.UTF8.GetByteCount(value));

    /// <summary>Masks every secret written down wherever it appears in a text, plain or encoded; masks that are there stay as they are.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cut">Whether the text may end in the middle of a secret.</param>
    public string Sweep(string text, bool cut)
    {
        (string Text, int Number)[] variants = _variants ??= Variants();
        if (variants.Length == 0 || text.Length < 4) return text;
        foreach ((string secret, int number) in variants)
        {
            if (text.Contains(secret, StringComparison.Ordinal)) text = Outside(text, gap => Replace(gap, secret, number));
        }

        return cut ? WithoutBrokenTail(text, variants) : text;
    }

    private static string Replace(string gap, string secret, int number)
    {
        var swept = new StringBuilder();
        int done = 0;
        for (int at = gap.IndexOf(secret, StringComparison.Ordinal); at >= 0; at = gap.IndexOf(secret, Math.Max(at + 1, done), StringComparison.Ordinal))
        {
            if (secret.Length < 8 && !StandsAlone(gap, at, secret.Length)) continue;
            swept.Append(gap, done, at - done).Append(Mask.Text(number, Encoding.UTF8.GetByteCount(secret)));
            done = at + secret.Length;
            if (done >= gap.Length) break;
        }

        return swept.Append(gap, done, gap.Length - done).ToString();
    }

    private static bool StandsAlone(string text, int at, int length) =>
        (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + length == text.Length || !char.IsLetterOrDigit(text[at + length]));

    private static string Outside(string text, Func<string, string> change)
    {
        var changed = new StringBuilder();
        int done = 0;
        foreach (Match mask in Mask.Pattern().Matches(text))
        {
            changed.Append(change(text[done..mask.Index])).Append(mask.Value);
            done = mask.Index + mask.Length;
        }

        return changed.Append(change(text[done..])).ToString();
    }

    // A body is kept to its first 4 KiB: a secret across that border is one that no search for the whole finds.
    private static string WithoutBrokenTail(string text, (string Text, int Number)[] variants)
    {
        foreach ((string secret, int number) in variants)
        {
            for (int length = Math.Min(secret.Length - 1, text.Length); length >= 6; length--)
            {
                if (!text.AsSpan().EndsWith(secret.AsSpan(0, length), StringComparison.Ordinal)) continue;
                return text[..^length] + Mask.Text(number, Encoding.UTF8.GetByteCount(secret.AsSpan(0, length)));
            }
        }

        return text;
    }

    // The forms in which a peer may send a secret back, the longest first so that none is masked in part.
    private (string Text, int Number)[] Variants() =>
    [
        .. _numbers.Where(pair => IsDistinct(pair.Key)).SelectMany(pair => Forms(pair.Key).Select(form => (Text: form, Number: pair.Value)))
            .DistinctBy(form => form.Text).OrderByDescending(form => form.Text.Length).ThenBy(form => form.Number),
    ];

    private static IEnumerable<string> Forms(string secret)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(secret);
        string[] forms =
        [
            secret, Uri.UnescapeDataString(secret), Uri.EscapeDataString(secret), secret.Trim('"'),
            JavaScriptEncoder.Default.Encode(secret), HtmlEncoder.Default.Encode(secret), Convert.ToBase64String(bytes),
        ];
        IEnumerable<string> all = secret.Length < 8 ? forms.Take(4) : forms.Append(Convert.ToHexStringLower(bytes)).Append(Convert.ToHexString(bytes));
        return all.Where(form => form.Length >= 4);
    }

    // Short values and plain words are too common to be hunted: "1", "true", "dark".
    private bool IsDistinct(string secret)
    {
        if (secret.Length < 4 || _protected.Contains(secret, StringComparison.OrdinalIgnoreCase)) return false;
        return secret.Length >= 8 || (secret.Any(char.IsAsciiDigit) && secret.Any(char.IsAsciiLetter));
    }
}
