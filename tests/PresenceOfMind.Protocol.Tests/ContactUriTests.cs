namespace PresenceOfMind.Protocol.Tests;

public class ContactUriTests
{
    [Theory]
    [InlineData("joe@example.com", "joe", "example.com", "joe@example.com")]
    [InlineData("Joe@Example.COM", "Joe", "Example.COM", "joe@example.com")]
    [InlineData("sip:joe@10.1.2.3", "joe", "10.1.2.3", "joe@10.1.2.3")]
    [InlineData("SIP:joe@127.0.0.1:8082", "joe", "127.0.0.1:8082", "joe@127.0.0.1:8082")]
    [InlineData("joe@[::1]", "joe", "[::1]", "joe@[::1]")]
    [InlineData("o'neill&sons@example.com", "o'neill&sons", "example.com", "o'neill&sons@example.com")]
    public void A_uri_keeps_its_spelling_and_has_a_key(string text, string user, string domain, string key)
    {
        var uri = ContactUri.Parse($" {text}\n");

        Assert.Equal(text, uri.Text);
        Assert.Equal(text, uri.ToString());
        Assert.Equal((user, domain, key), (uri.User, uri.Domain, uri.Key));
    }

    [Fact]
    public void Uris_compare_without_case_and_scheme()
    {
        var one = ContactUri.Parse("sip:Rita@Example.com");
        var other = ContactUri.Parse("rita@example.com");

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, ContactUri.Parse("joe@example.com"));
        Assert.False(one.Equals(null));
    }

    [Theory]
    [InlineData("sip:joe@example.com")]
    [InlineData("SIPS:joe@example.com")]
    [InlineData("pres:Joe@Example.com")]
    [InlineData("im:joe@example.com")]
    [InlineData("j%6Fe@example.com")]
    [InlineData("pres:%4A%6fe@example%2Ecom")]
    public void Spellings_that_mean_the_same_person_are_equal(string spelled)
    {
        var uri = ContactUri.Parse(spelled);
        Assert.Equal(ContactUri.Parse("joe@example.com"), uri);
        Assert.Equal(spelled, uri.Text);
        Assert.Equal("joe", uri.User, ignoreCase: true);
        Assert.Equal("joe", ContactUri.GetUser(spelled), ignoreCase: true);
    }

    [Theory]
    [InlineData("joe%40corp@example.com")]
    [InlineData("joe%2fphone@example.com")]
    [InlineData("joe%20smith@example.com")]
    [InlineData("joe%00@example.com")]
    [InlineData("joe%@example.com")]
    [InlineData("joe%2564@example.com")]
    public void Escapes_of_what_would_mean_something_else_stay(string spelled) =>
        Assert.Equal(spelled.ToLowerInvariant(), ContactUri.Parse(spelled).Key);

    [Theory]
    [InlineData("joe", "joe")]
    [InlineData(" pres:joe ", "joe")]
    [InlineData("joe@", "joe")]
    [InlineData("@example.com", "")]
    public void The_user_of_a_name_is_the_name(string text, string user) => Assert.Equal(user, ContactUri.GetUser(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    public void No_text_is_an_empty_contact(string? text) => AssertRefused(PwsErrorCode.ContactEmpty, text);

    [Theory]
    [InlineData("joe")]
    [InlineData("@example.com")]
    [InlineData("sip:@example.com")]
    [InlineData("joe@")]
    [InlineData("joe@a@b")]
    [InlineData("joe smith@example.com")]
    [InlineData("joe@example.com;rita@example.com")]
    [InlineData("<joe@example.com>")]
    [InlineData("joe@example.com/")]
    [InlineData("joe/phone@example.com")]
    [InlineData("sip://joe@example.com")]
    [InlineData("mailto:joe@example.com")]
    [InlineData("tel:joe@example.com")]
    [InlineData("sip:joe:secret@example.com")]
    [InlineData("sip:sip:joe@example.com")]
    [InlineData("joe\u0001@example.com")]
    [InlineData("joe\uFFFE@example.com")]
    public void Anything_else_is_malformed(string text) => AssertRefused(PwsErrorCode.ContactMalformed, text);

    [Fact]
    public void Half_a_character_is_malformed() => AssertRefused(PwsErrorCode.ContactMalformed, "joe" + '\uD83D' + "@example.com");

    [Fact]
    public void A_uri_may_have_a_thousand_characters_and_not_many_more()
    {
        Assert.True(ContactUri.TryParse(new string('j', ContactUri.MaxLength - 2) + "@d", out _));
        AssertRefused(PwsErrorCode.ContactMalformed, new string('j', ContactUri.MaxLength - 1) + "@d");
    }

    private static void AssertRefused(PwsErrorCode code, string? text)
    {
        Assert.False(ContactUri.TryParse(text, out var uri));
        Assert.Null(uri);
        Assert.Equal(code, Assert.Throws<PwsException>(() => ContactUri.Parse(text)).Code);
    }
}
