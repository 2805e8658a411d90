using System.Net.Sockets;
using System.Text;

namespace Wayleave.CarryLoad;

/// <summary>Reads the head of a message of HTTP, and not a byte more.</summary>
internal static class HeadReader
{
    /// <summary>Reads it.</summary>
    /// <param name="socket">The connection.</param>
    public static async Task<string> ReadAsync(Socket socket)
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (!bytes.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await socket.ReceiveAsync(one).ConfigureAwait(false) == 0)
                throw new IOException("the connection has ended in a head");
            bytes.Add(one[0]);
        }

        return Encoding.ASCII.GetString([.. bytes]);
    }
}
