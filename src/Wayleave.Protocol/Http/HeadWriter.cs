using System.Buffers;
using System.Text;

namespace Wayleave.Protocol.Http;

/// <summary>Writes heads exactly as given: no line is added, left out or respelled.</summary>
public static class HeadWriter
{
    /// <summary>Writes a request head and the empty line after it.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="head">The head; characters above U+00FF become <c>?</c>.</param>
    /// <exception cref="ArgumentException">A part holds CR, LF or NUL: it would be read as another head.</exception>
    public static void Write(IBufferWriter<byte> destination, RequestHead head)
    {
        Write(destination, Checked(head.Method), " ", Checked(head.Target), " ", Text(head.Version), "\r\n");
        Write(destination, head.Headers);
    }

    /// <summary>Writes a response head and the empty line after it.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="head">The head; characters above U+00FF become <c>?</c>.</param>
    /// <exception cref="ArgumentException">A part holds CR, LF or NUL: it would be read as another head.</exception>
    public static void Write(IBufferWriter<byte> destination, ResponseHead head)
    {
        Write(destination, Text(head.Version), " ", head.StatusCode.ToString(), " ", Checked(head.ReasonPhrase), "\r\n");
        Write(destination, head.Headers);
    }

    /// <summary>Writes header lines and the empty line after them: the end of a head, or trailers.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="headers">The lines; characters above U+00FF become <c>?</c>.</param>
    /// <exception cref="ArgumentException">A part holds CR, LF or NUL: it would be read as another line.</exception>
    public static void Write(IBufferWriter<byte> destination, HeaderLines headers)
    {
        for (var i = 0; i < headers.Count; i++)
            Write(destination, Checked(headers[i].Name), ": ", Checked(headers[i].Value), "\r\n");
        destination.Write("\r\n"u8);
    }

    private static void Write(IBufferWriter<byte> destination, params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
            Encoding.Latin1.GetBytes(part, destination);
    }

    private static string Text(HttpVersion version) => version == HttpVersion.Http10 ? "HTTP/1.0" : "HTTP/1.1";

    private static string Checked(string part) => part.AsSpan().ContainsAny('\r', '\n', '\0')
        ? throw new ArgumentException("A part of a head holds CR, LF or NUL.", nameof(part))
        : part;
}
