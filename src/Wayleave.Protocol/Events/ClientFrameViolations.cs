namespace Wayleave.Protocol.Events;

/// <summary>The one place that turns a <see cref="ClientFrameViolation"/> into words and the code of an error frame.</summary>
public static class ClientFrameViolations
{
    /// <summary>What is wrong, as a sentence without its full stop. It holds nothing that the client sent.</summary>
    /// <param name="violation">The violation.</param>
    public static string Describe(this ClientFrameViolation violation) => violation switch
    {
        ClientFrameViolation.None => "nothing is wrong",
        ClientFrameViolation.TooLong => "a frame has at most 16384 bytes",
        ClientFrameViolation.NotJson => "a frame is the word ping or a JSON object in UTF-8, nested at most 16 deep",
        ClientFrameViolation.NotAnObject => "a frame is a JSON object",
        ClientFrameViolation.MemberRepeated => "type, ch, since and token stand in a frame at most once",
        ClientFrameViolation.TypeMissing => "a frame has a type, which is a string",
        ClientFrameViolation.TypeUnknown => "the types of a client's frames are ping, subscribe, unsubscribe, auth and presence",
        ClientFrameViolation.ChannelMissing => "this frame needs a channel: ch, which is a string",
        ClientFrameViolation.ChannelInvalid => "ch is no channel's name: at most 200 bytes, no white space, nothing that does not show, no *",
        ClientFrameViolation.SinceInvalid => "since is an id, \"-20\" for the last twenty, \"0\" for all that is retained, or left out",
        ClientFrameViolation.TokenMissing => "this frame needs a token, which is a string",
        _ => violation.ToString(),
    };

    /// <summary>The code of the error frame that answers it: <c>bad_frame</c>, <c>unknown_type</c>, <c>bad_channel</c>, <c>bad_since</c> or <c>bad_token</c>.</summary>
    /// <param name="violation">The violation.</param>
    public static string Code(this ClientFrameViolation violation) => violation switch
    {
        ClientFrameViolation.TypeUnknown => "unknown_type",
        ClientFrameViolation.ChannelMissing or ClientFrameViolation.ChannelInvalid => "bad_channel",
        ClientFrameViolation.SinceInvalid => "bad_since",
        ClientFrameViolation.TokenMissing => "bad_token",
        _ => "bad_frame",
    };
}
