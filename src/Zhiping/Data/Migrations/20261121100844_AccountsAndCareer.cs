using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhiping.Data.Migrations
{
    /// <inheritdoc />
    public partial class AccountsAndCareer : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_employments_decided",
                table: "employments");

            migrationBuilder.AddColumn<string>(
                name: "card",
                table: "people",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "NotShown");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "mobile_confirmed_at",
                table: "people",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "sealed_card_note",
                table: "people",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "text_id",
                table: "messages",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "address_index",
                table: "mail_codes",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "temporary_until",
                table: "accounts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "appeals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    identity_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    region_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sealed_content = table.Column<byte[]>(type: "bytea", nullable: false),
                    sealed_front = table.Column<byte[]>(type: "bytea", nullable: true),
                    sealed_back = table.Column<byte[]>(type: "bytea", nullable: true),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    token_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_appeals", x => x.id);
                    table.CheckConstraint("ck_appeals_decided", "(state = 'Waiting') = (decided_at is null) and (decided_at is null) = (decided_by_id is null) and (decided_at is null) = (reason is null)");
                    table.CheckConstraint("ck_appeals_link", "(state = 'Granted') = (token_hash is not null) and (state <> 'Granted' or (token_until is not null and person_id is not null))");
                    table.CheckConstraint("ck_appeals_pictures", "(state = 'Waiting') = (sealed_front is not null) and (sealed_front is null) = (sealed_back is null)");
                    table.ForeignKey(
                        name: "FK_appeals_bodies_region_id",
                        column: x => x.region_id,
                        principalTable: "bodies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_appeals_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "card_readings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sealed_typed = table.Column<byte[]>(type: "bytea", nullable: false),
                    sealed_front = table.Column<byte[]>(type: "bytea", nullable: true),
                    sealed_back = table.Column<byte[]>(type: "bytea", nullable: true),
                    sealed_found = table.Column<byte[]>(type: "bytea", nullable: true),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_card_readings", x => x.id);
                    table.CheckConstraint("ck_card_readings_pictures", "(sealed_front is null) = (read_at is not null) and (sealed_found is null) = (read_at is null) and (sealed_back is null or sealed_front is not null)");
                });

            migrationBuilder.CreateTable(
                name: "career_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    section_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    values = table.Column<string>(type: "jsonb", nullable: false),
                    pages = table.Column<string>(type: "jsonb", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    from_application_id = table.Column<Guid>(type: "uuid", nullable: true),
                    from_entry_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    verified_year = table.Column<int>(type: "integer", nullable: true),
                    verified_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_career_entries", x => x.id);
                    table.CheckConstraint("ck_career_entries_from", "(from_application_id is null) = (from_entry_id is null)");
                    table.CheckConstraint("ck_career_entries_verified", "(verified_year is null) = (verified_by is null)");
                    table.ForeignKey(
                        name: "FK_career_entries_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "portraits",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    coming_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    coming_length = table.Column<long>(type: "bigint", nullable: false),
                    problem = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    original_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    original_length = table.Column<long>(type: "bigint", nullable: false),
                    inch_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    is_blurred = table.Column<bool>(type: "boolean", nullable: false),
                    uploaded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_portraits", x => x.person_id);
                    table.CheckConstraint("ck_portraits_whole", "(original_sha256 is null) = (inch_sha256 is null) and (coming_sha256 is null or problem = 'None')");
                    table.ForeignKey(
                        name: "FK_portraits_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "second_steps",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sealed_secret = table.Column<byte[]>(type: "bytea", nullable: false),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_step = table.Column<long>(type: "bigint", nullable: false),
                    recovery = table.Column<byte[][]>(type: "bytea[]", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_second_steps", x => x.person_id);
                    table.CheckConstraint("ck_second_steps_confirmed", "(confirmed_at is null) = (last_step = 0) and cardinality(recovery) <= 8");
                    table.ForeignKey(
                        name: "FK_second_steps_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "ck_people_card_note",
                table: "people",
                sql: "(card = 'Differs') = (sealed_card_note is not null)");

            migrationBuilder.CreateIndex(
                name: "ix_mail_codes_address_index",
                table: "mail_codes",
                column: "address_index",
                filter: "address_index is not null");

            migrationBuilder.CreateIndex(
                name: "ux_employments_moving",
                table: "employments",
                column: "person_id",
                unique: true,
                filter: "state = 'Moving'");

            migrationBuilder.AddCheckConstraint(
                name: "ck_employments_decided",
                table: "employments",
                sql: "(state in ('Requested', 'Moving')) = (decided_at is null) and (decided_at is null) = (decided_by_id is null)");

            migrationBuilder.CreateIndex(
                name: "ix_appeals_person_id",
                table: "appeals",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_appeals_region_id_state",
                table: "appeals",
                columns: new[] { "region_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ux_appeals_link",
                table: "appeals",
                column: "token_hash",
                unique: true,
                filter: "token_hash is not null");

            migrationBuilder.CreateIndex(
                name: "ux_appeals_one",
                table: "appeals",
                column: "identity_index",
                unique: true,
                filter: "state = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "ix_card_readings_expires_at",
                table: "card_readings",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_career_entries_person_id_section_id",
                table: "career_entries",
                columns: new[] { "person_id", "section_id" });

            migrationBuilder.CreateIndex(
                name: "ux_career_entries_from",
                table: "career_entries",
                columns: new[] { "person_id", "from_application_id", "from_entry_id" },
                unique: true,
                filter: "from_application_id is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "appeals");

            migrationBuilder.DropTable(
                name: "card_readings");

            migrationBuilder.DropTable(
                name: "career_entries");

            migrationBuilder.DropTable(
                name: "portraits");

            migrationBuilder.DropTable(
                name: "second_steps");

            migrationBuilder.DropCheckConstraint(
                name: "ck_people_card_note",
                table: "people");

            migrationBuilder.DropIndex(
                name: "ix_mail_codes_address_index",
                table: "mail_codes");

            migrationBuilder.DropIndex(
                name: "ux_employments_moving",
                table: "employments");

            migrationBuilder.DropCheckConstraint(
                name: "ck_employments_decided",
                table: "employments");

            migrationBuilder.DropColumn(
                name: "card",
                table: "people");

            migrationBuilder.DropColumn(
                name: "mobile_confirmed_at",
                table: "people");

            migrationBuilder.DropColumn(
                name: "sealed_card_note",
                table: "people");

            migrationBuilder.DropColumn(
                name: "text_id",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "address_index",
                table: "mail_codes");

            migrationBuilder.DropColumn(
                name: "temporary_until",
                table: "accounts");

            migrationBuilder.AddCheckConstraint(
                name: "ck_employments_decided",
                table: "employments",
                sql: "(state = 'Requested') = (decided_at is null) and (decided_at is null) = (decided_by_id is null)");
        }
    }
}
