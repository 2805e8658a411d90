using System.Buffers;
using System.Text;
using Wayleave.Protocol.Resp;

namespace Wayleave.Protocol.Tests.Resp;

public class RespWriterTests
{
    [Fact]
    public void A_command_is_an_array_of_bulk_strings()
    {
        var to = new ArrayBufferWriter<byte>(1);
        RespWriter.WriteCommand(to, "SET"u8.ToArray(), "k"u8.ToArray(), "\r\n\0"u8.ToArray(), Array.Empty<byte>(), new byte[10]);
        Encoding.Latin1.GetString(to.WrittenSpan).ShouldBe("*5\r\n$3\r\nSET\r\n$1\r\nk\r\n$3\r\n\r\n\0\r\n$0\r\n\r\n$10\r\n" + new string('\0', 10) + "\r\n");
    }

    [Fact]
    public void A_command_without_a_name_is_a_misuse() =>
        Should.Throw<ArgumentException>(() => RespWriter.WriteCommand(new ArrayBufferWriter<byte>()));
}
