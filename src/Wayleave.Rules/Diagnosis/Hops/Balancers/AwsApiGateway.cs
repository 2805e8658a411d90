namespace Wayleave.Rules.Diagnosis.Hops.Balancers;

/// <summary>Amazon API Gateway.</summary>
internal static class AwsApiGateway
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("api-gateway", HopKind.Balancer)
    {
        Signs =
        [
            Sign.Header("x-amz-apigw-id"),
            Sign.Header("apigw-requestid"),
            Sign.Header("x-amzn-ErrorType"),
        ],
        Writes =
        [
            Sign.Header("x-amzn-ErrorType"),
        ],
    };
}
