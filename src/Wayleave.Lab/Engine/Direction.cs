namespace Wayleave.Lab.Engine;

/// <summary>Which way bytes go.</summary>
public enum Direction
{
    /// <summary>From the client towards the app.</summary>
    ToApp,

    /// <summary>From the app towards the client.</summary>
    ToClient,
}
