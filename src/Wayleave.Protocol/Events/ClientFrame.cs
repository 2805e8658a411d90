using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Wayleave.Protocol.Events;

/// <summary>What a client says: one of the records nested here, and no other. All of it is optional; events need no answer.</summary>
public abstract record ClientFrame
{
    /// <summary>The longest frame: 16 KiB, room for a large token. A security limit.</summary>
    public const int MaxBytes = 16 * 1024;

    /// <summary>The deepest nesting: 16. No frame needs more than one; unknown members may. A security limit.</summary>
    public const int MaxDepth = 16;

    private ClientFrame()
    {
    }

    /// <summary>Reads a text message. Unknown members are passed over, so that newer clients may say more.</summary>
    /// <param name="message">Whatever a client sent, whole; any length.</param>
    /// <param name="frame">The frame; null if it is none.</param>
    /// <param name="violation">Why it is none.</param>
    /// <returns>False if it is none. It never throws.</returns>
    public static bool TryRead(ReadOnlySpan<byte> message, [NotNullWhen(true)] out ClientFrame? frame, out ClientFrameViolation violation)
    {
        frame = null;
        if (message.Length > MaxBytes)
            violation = ClientFrameViolation.TooLong;
        else if (message.SequenceEqual("ping"u8))
            (frame, violation) = (new Ping(), ClientFrameViolation.None);
        else if ((violation = ClientMembers.Read(message, out var members)) == ClientFrameViolation.None)
            violation = Make(members, out frame);
        return frame is not null;
    }

    private static ClientFrameViolation Make(ClientMembers members, out ClientFrame? frame)
    {
        frame = null;
        switch (members.Type)
        {
            case null:
                return ClientFrameViolation.TypeMissing;
            case "ping":
                frame = new Ping();
                return ClientFrameViolation.None;
            case "auth":
                frame = string.IsNullOrEmpty(members.Token) ? null : new Auth(members.Token);
                return frame is null ? ClientFrameViolation.TokenMissing : ClientFrameViolation.None;
            case "subscribe" or "unsubscribe" or "presence":
                return MakeForChannel(members, out frame);
            default:
                return ClientFrameViolation.TypeUnknown;
        }
    }

    private static ClientFrameViolation MakeForChannel(ClientMembers members, out ClientFrame? frame)
    {
        frame = null;
        if (members.Channel is not { } channel)
            return ClientFrameViolation.ChannelMissing;
        if (ChannelName.Check(channel) != ChannelNameViolation.None)
            return ClientFrameViolation.ChannelInvalid;
        if (!Since.TryParse(members.Since, out var since) && members.Type == "subscribe")
            return ClientFrameViolation.SinceInvalid;

        frame = members.Type switch
        {
            "subscribe" => new Subscribe(channel, since.For(channel)),
            "unsubscribe" => new Unsubscribe(channel),
            _ => new Presence(channel),
        };
        return ClientFrameViolation.None;
    }

    /// <summary>The bare text <c>ping</c>, or <c>{"type":"ping"}</c>: a pong is due.</summary>
    public sealed record Ping : ClientFrame;

    /// <summary><c>{"type":"subscribe","ch":"…","since":"…"}</c>: the client wants a channel's events.</summary>
    /// <param name="Channel">The channel, a sound name.</param>
    /// <param name="Since">From where; a vector is already looked up.</param>
    public sealed record Subscribe(string Channel, Since Since) : ClientFrame;

    /// <summary><c>{"type":"unsubscribe","ch":"…"}</c>: the client wants no more of a channel's events.</summary>
    /// <param name="Channel">The channel, a sound name.</param>
    public sealed record Unsubscribe(string Channel) : ClientFrame;

    /// <summary><c>{"type":"auth","token":"…"}</c>: a new token, so that the connection outlives the old one.</summary>
    /// <param name="Token">The token, not empty: a secret.</param>
    public sealed record Auth(string Token) : ClientFrame
    {
        /// <summary>Writes it as it is sent.</summary>
        /// <param name="output">Where to write.</param>
        public void Write(IBufferWriter<byte> output)
        {
            using var json = ServerFrame.Begin(output, "auth"u8);
            json.WriteString("token"u8, Token);
            json.WriteEndObject();
        }

        /// <summary>The type alone: the token must not get into a log.</summary>
        public override string ToString() => nameof(Auth);
    }

    /// <summary><c>{"type":"presence","ch":"…"}</c>: the client asks who is there.</summary>
    /// <param name="Channel">The channel, a sound name.</param>
    public sealed record Presence(string Channel) : ClientFrame;
}
