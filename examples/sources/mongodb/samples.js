// Makes a replica set of one member and the sample data on the first call, and changes nothing on later ones.
// Ends with an error until the server can be used.
try {
  rs.status();
} catch (notYet) {
  rs.initiate({ _id: "samples", members: [{ _id: 0, host: "mongodb:27017" }] });
}
if (!db.hello().isWritablePrimary) {
  quit(1);
}
const reviews = db.getSiblingDB("reviews");
if (!reviews.getCollectionNames().includes("ratings")) {
  reviews.createCollection("ratings", {
    validator: {
      $jsonSchema: {
        bsonType: "object",
        required: ["sku", "stars"],
        properties: {
          sku: { bsonType: "string", description: "the product, as the shop calls it" },
          stars: { bsonType: "int", minimum: 1, maximum: 5 },
        },
      },
    },
  });
  reviews.ratings.createIndex({ sku: 1, stars: -1 });
  reviews.ratings.insertMany([
    { sku: "LAMP-1", stars: NumberInt(5) },
    { sku: "CHAIR-1", stars: NumberInt(3) },
  ]);
  reviews.comments.insertMany([
    { sku: "LAMP-1", author: { name: "Ada", country: "DE" }, text: "Bright.", at: new Date(), tags: ["light"] },
    { sku: "LAMP-1", author: { name: "Ben" }, text: "Too bright.", at: new Date(), answers: [{ by: "shop", text: "Sorry." }] },
  ]);
  reviews.sessions.createIndex({ last_seen: 1 }, { expireAfterSeconds: 86400 });
}
