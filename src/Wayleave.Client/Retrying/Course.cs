namespace Wayleave.Client.Retrying;

/// <summary>What to do when a connection has ended.</summary>
internal enum Course
{
    /// <summary>Come back after a while that grows with each failure.</summary>
    BackOff,

    /// <summary>Come back within a second.</summary>
    AtOnce,

    /// <summary>Try another transport; where all have been tried, back off.</summary>
    NextTransport,

    /// <summary>Try another transport; where all have been tried, give up: the server means it.</summary>
    NextTransportOrStop,

    /// <summary>Give up.</summary>
    Stop,
}
