using System.Buffers;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Http;
using Wayleave.Server.Carry;
using Wayleave.Server.Configuration;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Carry;

/// <summary>A session by itself, with a carrier and an app that do what a test wants.</summary>
public sealed class CarrySessionTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly CarrySettings s_settings = new() { Mode = CarryMode.Auto, BufferBytes = 64 * 1024 };

    private readonly FakeTimeProvider _time = new();
    private int _overs;

    [Fact]
    public async Task An_app_that_waits_for_a_page_to_take_more_waits_no_longer_when_its_connection_is_cut()
    {
        using var session = Session();
        var sending = session.SendAsync(Message(2 * s_settings.BufferBytes)).AsTask();
        sending.IsCompleted.ShouldBeFalse();
        new PageEnd(session).Abort();
        await sending.WaitAsync(s_patience);
        // What it has said is kept for the page all the same.
        session.Count().Kept.ShouldBe(s_settings.BufferBytes);
    }

    private CarrySession Session() => new("id", s_settings, new SessionBond(HeaderLines.Empty, [], _time), () => 7, _time, _ => _overs++);

    private static ReadOnlyMemory<byte> Message(int bytes)
    {
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, Opcode.Binary, new byte[bytes]);
        return output.WrittenMemory;
    }
}
