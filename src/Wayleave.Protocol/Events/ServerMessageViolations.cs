namespace Wayleave.Protocol.Events;

/// <summary>The one place that turns a <see cref="ServerMessageViolation"/> into words.</summary>
public static class ServerMessageViolations
{
    /// <summary>What is wrong, as a sentence without its full stop. It holds nothing that the server sent.</summary>
    /// <param name="violation">The violation.</param>
    public static string Describe(this ServerMessageViolation violation) => violation switch
    {
        ServerMessageViolation.None => "nothing is wrong",
        ServerMessageViolation.NotJson => "a frame is JSON in UTF-8, nested at most 1001 deep",
        ServerMessageViolation.NotAnObject => "a frame is a JSON object",
        ServerMessageViolation.TypeMissing => "a frame has a type, which is a string",
        ServerMessageViolation.ChannelWrong => "ch must be a channel's name here",
        ServerMessageViolation.PositionWrong => "at, to, from and id must be positions such as k3Qz:105:9f2c1a07",
        ServerMessageViolation.NumberWrong => "counts and times are numbers, 0 or more, and a heartbeat comes after more than nothing",
        ServerMessageViolation.DataWrong => "an event has data, which is base64 where encoding says so",
        ServerMessageViolation.WordWrong => "resume is new, ok or gap, and a gap's reason and an error's code are words",
        _ => violation.ToString(),
    };
}
