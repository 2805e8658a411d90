namespace Wayleave.Client.Resuming;

/// <summary>How something that a server says of a place fits to where the client is.</summary>
internal enum Match
{
    /// <summary>It follows: it is taken.</summary>
    Follows,

    /// <summary>The client has it already: it is dropped.</summary>
    Known,

    /// <summary>It fits nowhere: the channel is asked for again, from where the client is.</summary>
    OutOfStep,
}
