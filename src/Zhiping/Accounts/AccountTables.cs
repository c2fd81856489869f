using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhiping.Accounts;

internal sealed class AccountTable : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts", table => table.HasCheckConstraint(
            "ck_accounts_blind", "email is null and normalized_email is null and phone_number is null"));
        builder.HasKey(account => account.Id);
        builder.Property(account => account.UserName).HasMaxLength(64).IsRequired();
        builder.Property(account => account.NormalizedUserName).HasMaxLength(64).IsRequired();
        builder.Property(account => account.ConcurrencyStamp).IsConcurrencyToken();
        builder.HasIndex(account => account.NormalizedUserName).IsUnique();
        builder.HasOne<Person>().WithOne().HasForeignKey<Account>(account => account.Id).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AccountClaimTable : IEntityTypeConfiguration<IdentityUserClaim<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder)
    {
        builder.ToTable("account_claims");
        builder.HasKey(claim => claim.Id);
        builder.HasOne<Account>().WithMany().HasForeignKey(claim => claim.UserId);
    }
}

internal sealed class AccountLoginTable : IEntityTypeConfiguration<IdentityUserLogin<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder)
    {
        builder.ToTable("account_logins");
        builder.HasKey(login => new { login.LoginProvider, login.ProviderKey });
        builder.HasOne<Account>().WithMany().HasForeignKey(login => login.UserId);
    }
}

internal sealed class AccountTokenTable : IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder)
    {
        builder.ToTable("account_tokens");
        builder.HasKey(token => new { token.UserId, token.LoginProvider, token.Name });
        builder.HasOne<Account>().WithMany().HasForeignKey(token => token.UserId);
    }
}

internal sealed class AccountPasskeyTable : IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> builder)
    {
        builder.ToTable("account_passkeys");
        builder.HasKey(passkey => passkey.CredentialId);
        builder.Property(passkey => passkey.CredentialId).HasMaxLength(1024);
        builder.OwnsOne(passkey => passkey.Data).ToJson();
        builder.HasOne<Account>().WithMany().HasForeignKey(passkey => passkey.UserId);
    }
}

internal sealed class PersonTable : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("people", table =>
        {
            table.HasCheckConstraint("ck_people_name", "length(trim(name)) > 0");
            table.HasCheckConstraint(
                "ck_people_indexes",
                "octet_length(identity_number_index) = 32 and octet_length(mobile_index) = 32 and octet_length(email_index) = 32");
            table.HasCheckConstraint("ck_people_card_note", "(card = 'Differs') = (sealed_card_note is not null)");
        });
        builder.HasKey(person => person.Id);
        builder.Ignore(person => person.SubjectKind);
        builder.Ignore(person => person.Unrecorded);
        builder.Property(person => person.Name).HasMaxLength(100);
        builder.Property(person => person.Card).HasDefaultValue(CardCheck.NotShown);
        builder.Property(person => person.Version).IsRowVersion();
        builder.HasIndex(person => person.IdentityNumberIndex).IsUnique().HasDatabaseName("ux_people_identity_number");
        builder.HasIndex(person => person.MobileIndex).IsUnique().HasDatabaseName("ux_people_mobile");
        builder.HasIndex(person => person.EmailIndex).IsUnique().HasDatabaseName("ux_people_email");
    }
}

internal sealed class AppointmentTable : IEntityTypeConfiguration<Appointment>
{
    public void Configure(EntityTypeBuilder<Appointment> builder)
    {
        builder.ToTable("appointments", table => table.HasCheckConstraint("ck_appointments_ends_after", "until is null or until >= \"from\""));
        builder.HasKey(appointment => appointment.Id);
        builder.Ignore(appointment => appointment.SubjectKind);
        builder.Ignore(appointment => appointment.Unrecorded);
        builder.HasOne<Person>().WithMany().HasForeignKey(appointment => appointment.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(appointment => new { appointment.PersonId, appointment.BodyId, appointment.Role }).IsUnique()
            .HasFilter("until is null").HasDatabaseName("ux_appointments_one");
        builder.HasIndex(appointment => new { appointment.BodyId, appointment.Role });
    }
}

internal sealed class RegistrationTable : IEntityTypeConfiguration<Registration>
{
    public void Configure(EntityTypeBuilder<Registration> builder)
    {
        builder.ToTable("registrations");
        builder.HasKey(registration => registration.Id);
    }
}

internal sealed class MailCodeTable : IEntityTypeConfiguration<MailCode>
{
    public void Configure(EntityTypeBuilder<MailCode> builder)
    {
        builder.ToTable("mail_codes", table => table.HasCheckConstraint("ck_mail_codes_tries", "tries between 0 and 5"));
        builder.HasKey(code => code.Id);
        builder.HasIndex(code => code.AddressIndex).HasFilter("address_index is not null");
        builder.Property(code => code.Version).IsRowVersion();
    }
}

internal sealed class SignInFailureTable : IEntityTypeConfiguration<SignInFailure>
{
    public void Configure(EntityTypeBuilder<SignInFailure> builder)
    {
        builder.ToTable("sign_in_failures", table => table.HasCheckConstraint("ck_sign_in_failures_count", "count >= 0"));
        builder.HasKey(failure => failure.Key);
    }
}

internal sealed class SpentChallengeTable : IEntityTypeConfiguration<SpentChallenge>
{
    public void Configure(EntityTypeBuilder<SpentChallenge> builder)
    {
        builder.ToTable("spent_challenges");
        builder.HasKey(challenge => challenge.Nonce);
        builder.Property(challenge => challenge.Nonce).HasMaxLength(64);
        builder.HasIndex(challenge => challenge.ExpiresAt);
    }
}

internal sealed class CardReadingTable : IEntityTypeConfiguration<CardReading>
{
    public void Configure(EntityTypeBuilder<CardReading> builder)
    {
        builder.ToTable("card_readings", table => table.HasCheckConstraint(
            "ck_card_readings_pictures", "(sealed_front is null) = (read_at is not null) and (sealed_found is null) = (read_at is null) and (sealed_back is null or sealed_front is not null)"));
        builder.HasKey(reading => reading.Id);
        builder.HasIndex(reading => reading.ExpiresAt);
    }
}

internal sealed class SecondStepTable : IEntityTypeConfiguration<SecondStep>
{
    public void Configure(EntityTypeBuilder<SecondStep> builder)
    {
        builder.ToTable("second_steps", table => table.HasCheckConstraint(
            "ck_second_steps_confirmed", "(confirmed_at is null) = (last_step = 0) and cardinality(recovery) <= 8"));
        builder.HasKey(step => step.PersonId);
        builder.Property(step => step.Version).IsRowVersion();
        builder.HasOne<Person>().WithOne().HasForeignKey<SecondStep>(step => step.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
