using System.Buffers;
using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Frames;
using Wayleave.Server.Carry;

namespace Wayleave.Server.Tests.Carry;

/// <summary>The page's stream on its way to the app.</summary>
public sealed class PageInputTests
{
    private static readonly byte[] s_left = new ClosePayload((ushort)CloseCode.GoingAway, "").ToBytes();

    [Fact]
    public async Task A_page_that_has_left_is_heard_to_the_end_of_what_it_said()
    {
        var input = new PageInput(() => 7, () => { });
        using var page = new TestPage("http://page.example");
        await input.BringAsync(0, page.Write("one").Write("two").Up, 1000);
        input.Leave(s_left);
        (await ReadAsync(input)).ShouldBe(["one", "two", "close 1001"]);
    }

    [Fact]
    public async Task A_page_that_has_left_in_the_middle_of_a_message_is_heard_to_the_end_of_what_is_whole()
    {
        var input = new PageInput(() => 7, () => { });
        using var page = new TestPage("http://page.example");
        await input.BringAsync(0, page.Write("one").Write("two").Up[..^1], 1000);
        input.Leave(s_left);
        (await ReadAsync(input)).ShouldBe(["one", "close 1001"]);
    }

    [Fact]
    public async Task A_page_that_has_said_goodbye_before_it_left_keeps_its_own_code()
    {
        var input = new PageInput(() => 7, () => { });
        using var page = new TestPage("http://page.example");
        await input.BringAsync(0, page.Write("one").WriteClose(4001, "enough").Up, 1000);
        input.Leave(s_left);
        (await ReadAsync(input)).ShouldBe(["one", "close 4001"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_comes_masked_is_the_same_for_the_app_whether_it_is_held_or_waited_for_and_wherever_it_overlaps(bool isWaitedFor)
    {
        var input = new PageInput(() => 7, () => { });
        using var page = new TestPage("http://page.example");
        var stream = page.Write("one").Write(new string('x', 5000)).WriteClose(4001, "enough").Up;
        var reading = isWaitedFor ? ReadAsync(input) : null;
        for (var (from, mask) = (0, 0x1A2B3C4Du); from < stream.Length; from += 999, mask += 0x01030507)
        {
            // Three bytes of each came with the one before it.
            var piece = stream[Math.Max(0, from - 3)..Math.Min(stream.Length, from + 999)].ToArray();
            Masking.Apply(piece, mask, 0);
            await input.BringAsync(Math.Max(0, from - 3), new MaskedPiece(piece, mask), 10_000);
        }

        (await (reading ?? ReadAsync(input))).ShouldBe(["one", new string('x', 5000), "close 4001"]);
    }

    [Fact]
    public async Task An_app_that_pings_and_takes_nothing_is_answered_once_when_it_does()
    {
        var input = new PageInput(() => 7, () => { });
        for (var i = 0; i < 1000; i++)
            input.Say(Opcode.Pong, [(byte)(i >> 8), (byte)i]);
        var (buffer, pongs) = (new byte[10_000], new ArrayBufferWriter<byte>());
        FrameWriter.Write(pongs, Opcode.Pong, [999 >> 8, 999 & 0xFF], 7);
        (await input.ReceiveAsync(buffer)).ShouldBe(pongs.WrittenCount);
        buffer[..pongs.WrittenCount].ShouldBe(pongs.WrittenSpan.ToArray());
    }

    private static async Task<List<string>> ReadAsync(PageInput input)
    {
        var (reader, said) = (new MessageReader(Role.Server), new List<string>());
        var buffer = new byte[10_000];
        while (said.Count == 0 || !said[^1].StartsWith("close", StringComparison.Ordinal))
        {
            var read = buffer.AsSpan(0, await input.ReceiveAsync(buffer));
            while (reader.Read(read, out var consumed) is { } happened)
            {
                said.Add(happened switch
                {
                    MessageEvent.TextMessage message => message.Text,
                    MessageEvent.Close close => $"close {close.Code}",
                    _ => $"{happened}",
                });
                read = read[consumed..];
            }
        }

        return said;
    }
}
