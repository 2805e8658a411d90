using Wayleave.Server.Redis;

namespace Wayleave.Server.Tests.Redis;

public class RedisUrlTests
{
    [Theory]
    [InlineData("redis://localhost", "redis://localhost:6379/0", null, null)]
    [InlineData("redis://h:7000/3", "redis://h:7000/3", null, null)]
    [InlineData("redis://h/", "redis://h:6379/0", null, null)]
    [InlineData("redis://[::1]:7000", "redis://[::1]:7000/0", null, null)]
    [InlineData("redis://[::1]", "redis://[::1]:6379/0", null, null)]
    [InlineData("redis://:s3cr%40t@h", "redis://h:6379/0", null, "s3cr@t")]
    [InlineData("redis://ann%3A:s3c:r@t@h", "redis://h:6379/0", "ann:", "s3c:r@t")]
    [InlineData("rediss://h:6380", "rediss://h:6380/0", null, null)]
    [InlineData("redis-sentinel://a:1,b,[::1]:3/mymaster", "redis-sentinel://a:1,b:26379,[::1]:3/mymaster/0", null, null)]
    [InlineData("redis-sentinel://u:s3cret@a/mymaster/2", "redis-sentinel://a:26379/mymaster/2", "u", "s3cret")]
    [InlineData("rediss-cluster://:s3cret@a,b:7001", "rediss-cluster://a:6379,b:7001", null, "s3cret")]
    public void A_line_of_settings_is_read_and_written_without_who_and_password(string text, string written, string? user, string? password)
    {
        RedisUrl.TryParse(text, out var options, out var flaw).ShouldBeTrue(flaw);
        options.ShouldNotBeNull();
        (options.User, options.Password).ShouldBe((user, password));
        options.ToString().ShouldBe(written);
        $"{options}".ShouldNotContain(password ?? "\0");
    }

    [Fact]
    public void A_file_of_authorities_goes_with_TLS()
    {
        RedisUrl.TryParse("rediss://h/1?ca=%2Fetc%2Fca.pem", out var options, out _).ShouldBeTrue();
        (options!.CaFile, options.Tls, options.Database).ShouldBe(("/etc/ca.pem", true, 1));
    }

    [Fact]
    public void Sentinels_have_a_user_and_a_password_of_their_own_which_are_not_shown()
    {
        RedisUrl.TryParse("rediss-sentinel://ann:one@a,b/m?sentinel_username=s%26p&ca=%2Fca.pem&sentinel_password=t%3Dw=o", out var options, out var flaw).ShouldBeTrue(flaw);
        (options!.User, options.Password, options.CaFile).ShouldBe(("ann", "one", "/ca.pem"));
        (options.SentinelUser, options.SentinelPassword).ShouldBe(("s&p", "t=w=o"));
        (options.OfSentinels().User, options.OfSentinels().Password).ShouldBe(("s&p", "t=w=o"));
        options.ToString().ShouldBe("rediss-sentinel://a:26379,b:26379/m/0");
    }

    [Theory]
    [InlineData("localhost:6379", "is written redis://")]
    [InlineData("http://s3cret@h", "is written redis://")]
    [InlineData("redis://", "host is malformed")]
    [InlineData("redis://:s3cret@", "host is malformed")]
    [InlineData("redis://h:0", "host is malformed")]
    [InlineData("redis://h:65536", "host is malformed")]
    [InlineData("redis://h:", "host is malformed")]
    [InlineData("redis://h:+1", "host is malformed")]
    [InlineData("redis://[::1", "host is malformed")]
    [InlineData("redis://[::1]7", "host is malformed")]
    [InlineData("redis://s3cret@h", "no password")]
    [InlineData("redis://u:@h", "no password")]
    [InlineData("redis://a,b", "several hosts")]
    [InlineData("redis://h/x", "a number")]
    [InlineData("redis://h/-1", "a number")]
    [InlineData("redis-sentinel://a,b", "by its name")]
    [InlineData("redis-cluster://a/1", "database 0")]
    [InlineData("redis://h?ca=x", "goes with TLS")]
    [InlineData("rediss://h?password=s3cret", "only ca=FILE")]
    [InlineData("redis://h?sentinel_password=s3cret", "go with sentinels")]
    [InlineData("redis-sentinel://h/m?sentinel_password=s3cret&sentinel_password=s3cret", "each once")]
    [InlineData("redis-sentinel://h/m?sentinel_password=", "each once")]
    [InlineData("redis-sentinel://h/m?sentinel_username=s3cret", "no password")]
    public void What_is_wrong_is_said_without_repeating_what_may_be_secret(string text, string words)
    {
        RedisUrl.TryParse(text, out var options, out var flaw).ShouldBeFalse();
        options.ShouldBeNull();
        flaw.ShouldNotBeNull().ShouldContain(words);
        flaw.ShouldNotContain("s3cret");
    }
}
