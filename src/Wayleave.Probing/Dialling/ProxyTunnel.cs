using System.Buffers;
using System.Text;
using Wayleave.Protocol.Http;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Dialling;

/// <summary>A tunnel through this machine's own HTTP proxy.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6">RFC 9110 §9.3.6: CONNECT</seealso>
internal static class ProxyTunnel
{
    /// <summary>Asks the proxy for a tunnel.</summary>
    /// <param name="stream">The connection to the proxy.</param>
    /// <param name="proxy">The proxy's URL; the credentials in it are sent to it.</param>
    /// <param name="host">Where the tunnel is to end.</param>
    /// <param name="port">The port there.</param>
    /// <param name="deadline">When to give up.</param>
    /// <returns>Why there is no tunnel; null if there is one.</returns>
    public static async Task<Failure?> OpenAsync(Stream stream, Uri proxy, string host, int port, CancellationToken deadline)
    {
        var end = host.Contains(':') ? $"[{host}]:{port}" : $"{host}:{port}";
        HeaderLines headers = [new("Host", end)];
        if (proxy.UserInfo.Length > 0)
            headers = headers.With("Proxy-Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(proxy.UserInfo))));
        var request = new ArrayBufferWriter<byte>();
        HeadWriter.Write(request, new RequestHead("CONNECT", end, HttpVersion.Http11, headers));
        await stream.WriteAsync(request.WrittenMemory, deadline);

        // One byte at a time: what follows the head belongs to the tunnel. It happens once per connection and is short.
        var head = new byte[HeadLimits.Default.MaxBytes];
        for (var filled = 0; filled < head.Length; filled++)
        {
            if (await stream.ReadAsync(head.AsMemory(filled, 1), deadline) == 0)
                return new Failure(FailureStage.Proxy, FailureKind.Closed, "the proxy ended the connection");
            if (head[filled] != (byte)'\n')
                continue;
            var status = HeadReader.TryReadResponse(
                head.AsSpan(0, filled + 1), HeadLimits.Default, HeadStrictness.Tolerant, out var answer, out _, out var violation);
            if (status == OperationStatus.InvalidData)
                return new Failure(FailureStage.Proxy, FailureKind.NotHttp, violation.Describe());
            if (status == OperationStatus.Done)
                return answer!.StatusCode is >= 200 and < 300
                    ? null
                    : new Failure(FailureStage.Proxy, FailureKind.Refused, $"the proxy answered {answer.StatusCode} {answer.ReasonPhrase}");
        }

        return new Failure(FailureStage.Proxy, FailureKind.HeadTooLarge, "the proxy's answer is too long");
    }
}
